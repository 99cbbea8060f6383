import { button, el, field, show, test, turkish } from "./dom.ts";
import { decks, happen, type Word } from "./log.ts";
import { read, squeeze } from "./reading.ts";
import { count, date, digits } from "./urdu.ts";

export function openList(id: string, leave: () => void): void {
  const words = () => decks().find((deck) => deck.id === id)!.words;
  const known = (term: string, except = -1) =>
    words().some((word, at) => at !== except && read(word.term) === read(term));
  const table = el("tbody");
  const boxes = el("dl", { class: "boxes" });

  function draw(): void {
    table.replaceChildren(...words().map(row));
    boxes.replaceChildren(
      ...[1, 2, 3, 4, 5].map((box) =>
        el(
          "div",
          {},
          el("dt", {}, `خانہ ${digits(box)}`),
          el(
            "dd",
            { "data-testid": `box-${box}` },
            digits(words().filter((word) => word.box === box).length),
          ),
        ),
      ),
    );
  }

  function row(word: Word, at: number): HTMLElement {
    const cell = (testId: string, content: Node | string) => el("td", { "data-testid": testId }, content);
    const edit = button("ترمیم", () => openDialog(word, at), { "aria-label": `ترمیم: ${word.meaning}` });
    return el(
      "tr",
      { "data-testid": "word" },
      cell("term", turkish(word.term)),
      cell("meaning", word.meaning),
      cell("box", `خانہ ${digits(word.box)}`),
      cell("due", word.due === null ? "نیا" : date(word.due)),
      el("td", {}, edit),
    );
  }

  function wordForm(testId: string, except: number, save: (term: string, meaning: string) => void) {
    const term = field("ترکی لفظ", { lang: "tr", dir: "ltr" });
    const meaning = field("مطلب");
    const said = {
      term: el("p", { "data-testid": "error-term", class: "error", hidden: true }),
      meaning: el("p", { "data-testid": "error-meaning", class: "error", hidden: true }),
    };
    const complain = (input: HTMLInputElement, error: HTMLElement, message: string) => {
      input.setAttribute("aria-invalid", String(message !== ""));
      error.hidden = message === "";
      error.textContent = message;
      return message !== "";
    };
    const submit = (event: Event) => {
      event.preventDefault();
      const [left, right] = [squeeze(term.input.value), squeeze(meaning.input.value)];
      const wrong = [
        complain(
          term.input,
          said.term,
          left === "" ? "ترکی لفظ لکھیں" : known(left, except) ? "یہ لفظ پہلے سے موجود ہے" : "",
        ) && term.input,
        complain(meaning.input, said.meaning, right === "" ? "مطلب لکھیں" : "") && meaning.input,
      ].find(Boolean);
      if (wrong) return wrong.focus();
      save(left, right);
    };
    const form = el(
      "form",
      { "data-testid": testId, submit, novalidate: true },
      term.row,
      said.term,
      meaning.row,
      said.meaning,
    );
    return { form, term: term.input, meaning: meaning.input };
  }

  function openDialog(word: Word, at: number): void {
    const dialog = el("dialog", { "aria-label": "ترمیم" }) as HTMLDialogElement;
    const close = () => {
      dialog.close();
      dialog.remove();
      table.querySelectorAll("button")[at]!.focus();
    };
    const { form, term, meaning } = wordForm("edit-form", at, (newTerm, newMeaning) => {
      happen({ kind: "write", deck: id, word: at, term: newTerm, meaning: newMeaning });
      draw();
      close();
    });
    term.value = word.term;
    meaning.value = word.meaning;
    form.append(el("button", {}, "محفوظ کریں"), button("منسوخ کریں", close));
    dialog.append(form);
    dialog.addEventListener("cancel", close);
    document.body.append(dialog);
    dialog.showModal();
    term.focus();
  }

  const add = wordForm("add-form", -1, (term, meaning) => {
    happen({ kind: "write", deck: id, word: words().length, term, meaning });
    draw();
    add.term.value = "";
    add.meaning.value = "";
    add.term.focus();
  });
  add.form.append(el("button", {}, "شامل کریں"));

  const area = el("textarea", { rows: 6 }) as HTMLTextAreaElement;
  const results = el("div", { role: "status" });
  const takeIn = (event: Event) => {
    event.preventDefault();
    const counts = { added: 0, known: 0 };
    const kept = area.value.split("\n").filter((line) => {
      if (line.trim() === "") return false;
      const [, term = "", meaning = ""] = /^([^=\t]*)[=\t](.*)$/.exec(line) ?? [];
      if (squeeze(term) === "" || squeeze(meaning) === "") return true;
      if (known(term)) {
        counts.known += 1;
      } else {
        counts.added += 1;
        happen({
          kind: "write",
          deck: id,
          word: words().length,
          term: squeeze(term),
          meaning: squeeze(meaning),
        });
      }
      return false;
    });
    area.value = kept.join("\n");
    const said = (testId: string, n: number, texts: [string, string, string]) =>
      (n > 0 || texts[0] !== "") && test(testId, count(n, texts));
    results.replaceChildren(
      ...[
        said("import-added", counts.added, [
          "کوئی لفظ شامل نہیں ہوا",
          "ایک لفظ شامل ہوا",
          "# الفاظ شامل ہوئے",
        ]),
        said("import-known", counts.known, ["", "ایک لفظ پہلے سے موجود تھا", "# الفاظ پہلے سے موجود تھے"]),
        said("import-faulty", kept.length, ["", "ایک سطر سمجھ میں نہیں آئی", "# سطریں سمجھ میں نہیں آئیں"]),
      ].filter((node) => node !== false),
    );
    draw();
  };

  const heads = ["لفظ", "مطلب", "خانہ", "دن", "ترمیم"].map((head) => el("th", { scope: "col" }, head));
  show([
    el(
      "div",
      { class: "line" },
      el("h1", {}, decks().find((deck) => deck.id === id)!.name),
      button("واپس", leave),
    ),
    boxes,
    add.form,
    el(
      "form",
      { submit: takeIn },
      el("label", {}, el("span", {}, "الفاظ کی فہرست"), area),
      el("button", {}, "فہرست شامل کریں"),
      results,
    ),
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), table),
  ]);
  draw();
}
