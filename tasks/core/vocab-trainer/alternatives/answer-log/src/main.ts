import { decks, isDue, streak, today } from "./log.ts";
import { button, el, show, test } from "./dom.ts";
import { openList } from "./list.ts";
import { practise } from "./practice.ts";
import { count, date, digits } from "./urdu.ts";

function home(): void {
  show([
    el("h1", {}, "لفظ خانہ"),
    el("div", { class: "line" }, test("today", date(today())), test("streak", count(streak(), streakWords))),
    el("ul", { class: "decks" }, ...decks().map(deckItem)),
  ]);
}

const streakWords: [string, string, string] = ["ابھی کوئی سلسلہ نہیں", "لگاتار ایک دن", "لگاتار # دن"];

function deckItem({ id, name, words, answers, right }: ReturnType<typeof decks>[number]): HTMLElement {
  const due = words.filter(isDue).length;
  const next = Math.min(...words.map((word) => word.due ?? Infinity));
  const session = (label: string, kind: "cards" | "typing" | "choice") =>
    button(label, () => practise(id, kind, home), { disabled: due === 0 });
  return el(
    "li",
    { "data-testid": `deck-${id}` },
    el("h2", {}, name),
    test("word-count", count(words.length, ["کوئی لفظ نہیں", "ایک لفظ", "# الفاظ"])),
    test("due-count", count(due, ["آج کوئی لفظ باقی نہیں", "آج ایک لفظ باقی ہے", "آج # الفاظ باقی ہیں"])),
    test(
      "accuracy",
      answers === 0 ? "ابھی کوئی جواب نہیں" : `${digits(Math.floor((100 * right) / answers))} فیصد درست`,
    ),
    due === 0 && words.length > 0 && test("next-due", `اگلی باری: ${date(next)}`),
    el(
      "div",
      { class: "line" },
      session("کارڈ", "cards"),
      session("لکھائی", "typing"),
      session("انتخاب", "choice"),
      button("فہرست", () => openList(id, home)),
    ),
  );
}

home();
