import { button, el, field, show, test, turkish } from "./dom.ts";
import { decks, forgetLast, happen, isDue, today, type Word } from "./log.ts";
import { read, squeeze } from "./reading.ts";
import { count, digits } from "./urdu.ts";

type Kind = "cards" | "typing" | "choice";

export function practise(id: string, kind: Kind, leave: () => void): void {
  const deck = () => decks().find((one) => one.id === id)!;
  const asked = deck()
    .words.map((word, at) => ({ word, at }))
    .filter(({ word }) => isDue(word))
    .sort((a, b) => (a.word.due ?? Number.MAX_VALUE) - (b.word.due ?? Number.MAX_VALUE));
  const outcomes: boolean[] = [];
  let canTakeBack = false;

  function frame(content: HTMLElement[], keys: Record<string, () => void> = {}): void {
    const takeBack = () => {
      forgetLast();
      outcomes.pop();
      canTakeBack = false;
      ask();
    };
    show(
      [
        el("div", { class: "line" }, el("h1", {}, deck().name), button("واپس", leave)),
        ...content,
        canTakeBack && button("آخری جواب واپس لیں", takeBack),
      ],
      keys,
    );
  }

  function answer(right: boolean): void {
    happen({ kind: "answer", deck: id, word: asked[outcomes.length]!.at, right, day: today() });
    outcomes.push(right);
    canTakeBack = true;
  }

  function ask(): void {
    const next = asked[outcomes.length];
    if (next === undefined) return sumUp();
    const { word } = next;
    const progress = test("progress", `${digits(asked.length)} میں سے ${digits(outcomes.length + 1)}`);
    const question = (content: Node | string) => el("h2", { "data-testid": "question" }, content);
    if (kind === "cards") {
      const settle = (known: boolean) => {
        answer(known);
        ask();
      };
      const turn = () =>
        frame(
          [
            progress,
            question(turkish(word.term)),
            test("answer", word.meaning),
            el(
              "div",
              { class: "line" },
              button("نہیں آیا", () => settle(false)),
              button("آ گیا", () => settle(true)),
            ),
          ],
          { 1: () => settle(false), 2: () => settle(true) },
        );
      frame([progress, question(turkish(word.term)), button("پلٹیں", turn)], { " ": turn, Enter: turn });
    } else if (kind === "typing") {
      askToType(word, progress, question(word.meaning));
    } else {
      askToChoose(word, progress, question(turkish(word.term)));
    }
  }

  function judge(word: Word, right: boolean, content: HTMLElement[]): void {
    answer(right);
    const verdict = el(
      "p",
      { "data-testid": "feedback", role: "status", class: right ? "right" : "wrong" },
      right ? "درست: " : "غلط: ",
      turkish(word.term),
      ` کا مطلب ہے ${word.meaning}`,
    );
    const next = button("اگلا", ask);
    frame([...content, verdict, next], { Enter: ask });
    next.focus();
  }

  function askToType(word: Word, progress: HTMLElement, question: HTMLElement): void {
    const { input, row } = field("ترکی میں لکھیں", { lang: "tr", dir: "ltr" });
    const error = el(
      "p",
      { "data-testid": "answer-error", class: "error", role: "alert", hidden: true },
      "پہلے جواب لکھیں",
    );
    const submit = (event: Event) => {
      event.preventDefault();
      error.hidden = squeeze(input.value) !== "";
      if (!error.hidden) return input.focus();
      input.disabled = true;
      judge(word, read(input.value) === read(word.term), [progress, question, row]);
    };
    frame([progress, question, el("form", { submit }, row, error, el("button", {}, "جانچیں"))]);
    input.focus();
  }

  function askToChoose(word: Word, progress: HTMLElement, question: HTMLElement): void {
    const own = deck().words.map(({ meaning }) => meaning);
    const all = decks().flatMap(({ words }) => words.map(({ meaning }) => meaning));
    const from = own.indexOf(word.meaning) + 1;
    const others = [...new Set([...own.slice(from), ...own, ...all])].filter(
      (meaning) => meaning !== word.meaning,
    );
    const choices = others.slice(0, 3);
    choices.splice((from * 3 + word.term.length) % 4, 0, word.meaning);
    const choose = (meaning: string) => {
      for (const one of buttons) one.setAttribute("disabled", "");
      judge(word, meaning === word.meaning, [progress, question, list]);
    };
    const buttons = choices.map((meaning) =>
      button(meaning, () => choose(meaning), { "data-testid": "choice" }),
    );
    const list = el("ol", { class: "choices" }, ...buttons.map((one) => el("li", {}, one)));
    frame(
      [progress, question, list],
      Object.fromEntries(choices.map((meaning, at) => [at + 1, () => choose(meaning)])),
    );
  }

  function sumUp(): void {
    const missed = asked.filter((_, at) => !outcomes[at]);
    frame([
      el(
        "section",
        { "data-testid": "summary" },
        el("h2", {}, "نشست مکمل"),
        test(
          "right-count",
          count(outcomes.length - missed.length, ["کوئی جواب درست نہیں", "ایک جواب درست", "# جوابات درست"]),
        ),
        test("wrong-count", count(missed.length, ["کوئی غلطی نہیں", "ایک غلطی", "# غلطیاں"])),
        ...missed.map(({ word }) => test("missed", turkish(word.term), ` ${word.meaning}`)),
      ),
    ]);
  }

  ask();
}
