import { parseBoard, sample } from "./stored.js";

const KEY = "lanes.board";

const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The board, what is shown of it, and what this tab has done to it. Fires `change`. */
export class Model extends EventTarget {
  message = "";
  search = "";
  label = "";
  /** What the keyboard holds: { id, column, at }. */
  held = null;
  /** What this tab changed: a card's id, and what was there before and after (null for nothing). */
  past = [];

  constructor(area) {
    super();
    this.area = area;
    this.board = parseBoard(area.getItem(KEY)) ?? sample();
    addEventListener("storage", ({ key, newValue }) => {
      const board = key === KEY ? parseBoard(newValue) : null;
      if (board === null) return;
      this.board = board;
      if (this.held !== null && !(this.held.id in board.cards)) this.held = null;
      this.fire();
    });
  }

  fire() {
    this.dispatchEvent(new Event("change"));
  }

  tell(message) {
    this.message = message;
    this.fire();
  }

  set(changes) {
    Object.assign(this, changes);
    this.fire();
  }

  refresh() {
    this.board = parseBoard(this.area.getItem(KEY)) ?? this.board;
  }

  column(id) {
    return this.board.columns.find((column) => column.id === id);
  }

  columnOf(cardId) {
    return this.board.columns.find(({ cardIds }) => cardIds.includes(cardId));
  }

  isShown = (id) => {
    const { title, notes, labels } = this.board.cards[id];
    const words = this.search.trim().toLowerCase();
    const found = [title, notes].some((text) => text.toLowerCase().includes(words));
    return found && (this.label === "" || labels.includes(this.label));
  };

  /** The other cards of a column that are shown. */
  othersIn(column, id) {
    return column.cardIds.filter((each) => each !== id && this.isShown(each));
  }

  count({ limit, cardIds: { length } }) {
    if (limit !== null) return `${length} of ${limit}`;
    return `${length} ${length === 1 ? "card" : "cards"}`;
  }

  /** Why a column does not take a card, or null. */
  refusal(column, id) {
    const isFull = column.limit !== null && column.cardIds.length >= column.limit;
    return isFull && !column.cardIds.includes(id) ? `${column.title} is full (${this.count(column)}).` : null;
  }

  add(columnId, title) {
    this.refresh();
    const column = this.column(columnId);
    const problem = title === "" ? "Enter a title." : this.refusal(column, null);
    if (problem !== null) {
      this.tell(problem);
      return false;
    }
    const id = crypto.randomUUID();
    const card = { id, title, notes: "", labels: [], due: null, created: new Date().toISOString() };
    this.#commit(
      id,
      { card, columnId, index: column.cardIds.length },
      `Added “${title}” to ${column.title}.`,
    );
    return true;
  }

  /** Returns why not, or null. */
  edit(id, changes, place) {
    this.refresh();
    const card = this.board.cards[id];
    if (card === undefined) return "The card was deleted in another tab.";
    if (changes.title === "") return "Enter a title.";
    const problem = place === null ? null : this.refusal(this.column(place.columnId), id);
    if (problem !== null) return problem;
    const next = { ...card, ...changes };
    this.#commit(id, { ...this.#stateOf(id), ...place, card: next }, `Saved “${next.title}”.`);
    return null;
  }

  remove(id) {
    this.refresh();
    if (id in this.board.cards) this.#commit(id, null, `Deleted “${this.board.cards[id].title}”.`);
  }

  /** Puts a card behind `at` of the shown cards of a column. */
  place(id, columnId, at) {
    this.refresh();
    this.held = null;
    const column = this.column(columnId);
    const problem =
      id in this.board.cards ? this.refusal(column, id) : "The card was deleted in another tab.";
    if (problem !== null) return this.tell(problem);
    const shown = this.othersIn(column, id);
    const message = `Dropped “${this.board.cards[id].title}”: ${column.title}, position ${at + 1} of ${shown.length + 1}.`;
    if (column.cardIds.filter(this.isShown).indexOf(id) === at) return this.tell(message);
    const others = column.cardIds.filter((each) => each !== id);
    const [above, below] = [shown[at - 1], shown[at]];
    let index = others.length;
    if (above !== undefined) index = others.indexOf(above) + 1;
    else if (below !== undefined) index = others.indexOf(below);
    return this.#commit(id, { card: this.board.cards[id], columnId, index }, message);
  }

  undo() {
    const last = this.past.pop();
    if (last === undefined) return;
    this.refresh();
    this.#store(last.id, this.#withoutChange(last));
    this.tell("Undid the last change.");
  }

  /** A card as it is now, but for what one change made of it: other tabs may have changed the rest since. */
  #withoutChange({ id, before, after }) {
    const now = this.#stateOf(id);
    if (before === null || after === null || now === null) return after === null ? before : null;
    const changed = Object.keys(after.card).filter((key) => !isSame(before.card[key], after.card[key]));
    const card = { ...now.card, ...Object.fromEntries(changed.map((key) => [key, before.card[key]])) };
    const isMoved = before.columnId !== after.columnId || before.index !== after.index;
    return { ...(isMoved ? before : now), card };
  }

  #stateOf(id) {
    const column = this.columnOf(id);
    if (column === undefined) return null;
    return { card: this.board.cards[id], columnId: column.id, index: column.cardIds.indexOf(id) };
  }

  #commit(id, after, message) {
    this.past = [...this.past.slice(-49), { id, before: this.#stateOf(id), after }];
    this.#store(id, after);
    this.tell(message);
  }

  #store(id, state) {
    const board = structuredClone(this.board);
    for (const column of board.columns) column.cardIds = column.cardIds.filter((each) => each !== id);
    delete board.cards[id];
    if (state !== null) {
      board.cards[id] = state.card;
      board.columns.find((column) => column.id === state.columnId).cardIds.splice(state.index, 0, id);
    }
    this.board = board;
    this.area.setItem(KEY, JSON.stringify(board));
  }
}
