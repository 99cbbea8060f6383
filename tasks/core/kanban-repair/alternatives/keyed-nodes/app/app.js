import { h } from "./dom.js";
import { createEditor } from "./editor.js";
import { createFilterBar } from "./filters.js";
import { createKeys } from "./keys.js";
import { createLanes } from "./lanes.js";
import { Model } from "./model.js";
import { followPointer } from "./pointer.js";

const model = new Model(localStorage);
const editor = createEditor(model);
const keys = createKeys(model);
const lanes = createLanes(model, { edit: editor.open, keys });
const filters = createFilterBar(model);

const title = h("h1", {});
const message = h("p", { class: "message", role: "status", "data-testid": "message" });
const undo = h("button", { type: "button", class: "quiet", onclick: () => model.undo() }, "Undo");

document.body.append(
  h("header", { class: "bar" }, title, undo, message),
  h("main", {}, filters.node, lanes.node),
  editor.node,
);
followPointer(lanes.node, model);

const draw = () => {
  title.textContent = model.board.title;
  message.textContent = model.message;
  undo.disabled = model.past.length === 0;
  filters.draw();
  lanes.draw();
};
model.addEventListener("change", draw);
draw();
