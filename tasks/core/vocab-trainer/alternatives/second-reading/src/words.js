// The rules of words, boxes, days and lists.
import { addDays } from "./urdu.js";

const DAYS = { 1: 1, 2: 3, 3: 7, 4: 14, 5: 31 };
const PLAIN = { ç: "c", ğ: "g", ö: "o", ş: "s", ü: "u", â: "a", î: "i", û: "u", ı: "i" };

export const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** A term as it is read when it is compared */
export function reading(text) {
  return tidy(
    text
      .normalize("NFC")
      .replace(/İ/g, "i")
      .toLowerCase()
      .replace(/i\u0307/g, "i")
      .replace(/[çğöşüâîûı]/g, (c) => PLAIN[c])
      .replace(/[.,!?]/g, ""),
  );
}

export const boxOf = (word) => word.box ?? 1;
export const isDue = (word, day) => !word.due || word.due <= day;

/** The longest due first, new ones last */
export const dueWords = (deck, day) =>
  deck.words
    .filter((w) => isDue(w, day))
    .sort((a, b) =>
      (a.due ?? "9999-99-99") < (b.due ?? "9999-99-99")
        ? -1
        : (a.due ?? "9999-99-99") > (b.due ?? "9999-99-99")
          ? 1
          : 0,
    );

export function answered(word, right, day) {
  const box = right ? Math.min(5, boxOf(word) + 1) : 1;
  return { ...word, box, due: addDays(day, DAYS[box]) };
}

export function streak(practised, day) {
  const days = new Set(practised);
  let at = days.has(day) ? day : addDays(day, -1);
  let n = 0;
  for (; days.has(at); n++) at = addDays(at, -1);
  return n;
}

function shuffled(list) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}

/** For each word four meanings; the place of the right one changes from word to word. */
export function choicesFor(queue, deck, decks) {
  const places = [];
  return Object.fromEntries(
    queue.map((word) => {
      const wrong = [];
      const offer = (words) => {
        for (const { meaning } of shuffled(words)) {
          if (wrong.length < 3 && meaning !== word.meaning && !wrong.includes(meaning)) wrong.push(meaning);
        }
      };
      offer(deck.words);
      if (wrong.length < 3) offer(decks.flatMap((d) => d.words));
      if (!places.length) places.push(...shuffled([0, 1, 2, 3]));
      const options = shuffled(wrong);
      options.splice(Math.min(places.pop(), options.length), 0, word.meaning);
      return [word.id, options];
    }),
  );
}

/** What is wrong with a word that is to be added or changed */
export function faults(deck, term, meaning, id) {
  const found = {};
  if (!tidy(term)) found.term = "ترکی لفظ لکھیں";
  else if (deck.words.some((w) => w.id !== id && reading(w.term) === reading(term)))
    found.term = "یہ لفظ پہلے سے موجود ہے";
  if (!tidy(meaning)) found.meaning = "مطلب لکھیں";
  return found;
}

export const newWord = (term, meaning) => ({
  id: `w${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`,
  term: tidy(term),
  meaning: tidy(meaning),
});

/** Reads a list of words, one a line */
export function readList(text, deck) {
  const known = new Set(deck.words.map((w) => reading(w.term)));
  const result = { added: [], known: 0, faulty: [] };
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (!line.trim()) continue;
    const at = line.search(/[=\t]/);
    const term = at < 0 ? "" : tidy(line.slice(0, at));
    const meaning = at < 0 ? "" : tidy(line.slice(at + 1));
    if (!term || !meaning) result.faulty.push(line);
    else if (known.has(reading(term))) result.known++;
    else {
      known.add(reading(term));
      result.added.push(newWord(term, meaning));
    }
  }
  return result;
}
