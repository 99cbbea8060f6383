import { h } from "./dom.js";
import { dueText } from "./due.js";

/** Columns and cards as nodes that live as long as what they show; only their places and texts change. */
export function createLanes(model, { edit, keys }) {
  const node = h("div", { class: "board" });
  const lanes = new Map();
  const cards = new Map();

  const laneOf = (column) => {
    if (!lanes.has(column.id)) lanes.set(column.id, createLane(model, column));
    return lanes.get(column.id);
  };
  const cardOf = (id) => {
    if (!cards.has(id)) cards.set(id, createCard(id, { edit, keys }));
    return cards.get(id);
  };

  const draw = () => {
    const focused = document.activeElement;
    const { held, board } = model;
    arrange(
      node,
      board.columns.map((column) => laneOf(column).node),
    );
    for (const column of board.columns) {
      const lane = laneOf(column);
      lane.draw(column);
      const order = column.cardIds.filter((id) => id !== held?.id);
      if (held?.column === column.id) {
        const next = model.othersIn(column, held.id)[held.at];
        order.splice(next === undefined ? order.length : order.indexOf(next), 0, held.id);
      }
      arrange(
        lane.list,
        order.map((id) => {
          const card = cardOf(id);
          card.draw(board.cards[id], { isShown: model.isShown(id), isHeld: held?.id === id });
          return card.node;
        }),
      );
    }
    for (const id of cards.keys()) if (!(id in board.cards)) cards.delete(id);
    if (document.activeElement !== focused) focused.focus();
  };
  return { node, draw };
}

/** Gives a node exactly these children in this order, and touches none that is right already. */
function arrange(parent, children) {
  for (const child of [...parent.children]) if (!children.includes(child)) child.remove();
  for (const [index, child] of children.entries()) {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  }
}

function createLane(model, { id }) {
  const title = h("h2", { id: `lane-${id}` });
  const count = h("span", { class: "count", "data-testid": "count" });
  const list = h("ol", { class: "cards" });
  const input = h("input", { autocomplete: "off", placeholder: "New card" });
  const add = h("button", { class: "quiet" }, "Add");
  const submit = (event) => {
    event.preventDefault();
    if (model.add(id, input.value.trim())) input.value = "";
  };
  return {
    list,
    node: h(
      "section",
      { class: "column", "aria-labelledby": `lane-${id}`, "data-lane": id },
      h("header", { class: "column-head" }, title, count),
      list,
      h("form", { class: "new-card", onsubmit: submit }, input, add),
    ),
    draw: (column) => {
      title.textContent = column.title;
      count.textContent = model.count(column);
      input.setAttribute("aria-label", `New card in ${column.title}`);
      add.setAttribute("aria-label", `Add card to ${column.title}`);
    },
  };
}

function createCard(id, { edit, keys }) {
  const title = h("h3", { "data-testid": "card-title" });
  const labels = h("ul", { class: "labels" });
  const due = h("span", { class: "due", "data-testid": "due" });
  const move = h(
    "button",
    {
      type: "button",
      class: "quiet small handle",
      onclick: () => keys.toggle(id),
      onkeydown: (event) => keys.press(id, event),
      onblur: () => keys.leave(id, move),
    },
    "⇅",
  );
  const change = h("button", { type: "button", class: "quiet small", onclick: () => edit(id) }, "Edit");
  const node = h(
    "li",
    { class: "card", "data-testid": "card", "data-card": id },
    move,
    title,
    labels,
    h("div", { class: "card-foot" }, due, change),
  );
  return {
    node,
    draw: (card, { isShown, isHeld }) => {
      node.hidden = !isShown;
      node.classList.toggle("picked", isHeld);
      title.textContent = card.title;
      labels.hidden = card.labels.length === 0;
      labels.replaceChildren(...card.labels.map((label) => h("li", { "data-testid": "label" }, label)));
      due.hidden = card.due === null;
      due.textContent = card.due === null ? "" : dueText(card.due);
      move.setAttribute("aria-label", `Move ${card.title}`);
      move.setAttribute("aria-pressed", isHeld);
      change.setAttribute("aria-label", `Edit ${card.title}`);
    },
  };
}
