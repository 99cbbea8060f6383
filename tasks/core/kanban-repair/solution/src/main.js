import { createStorage } from "./storage.js";
import { createStore } from "./store.js";
import { createBoardView } from "./views/board-view.js";
import { createCardDialog } from "./views/card-dialog.js";
import { createFilterView } from "./views/filter-view.js";
import { moveByKeyboard } from "./views/move-by-keyboard.js";
import { moveByMouse } from "./views/move-by-mouse.js";
import { createToolbar } from "./views/toolbar.js";

const root = document.querySelector("#board");
const store = createStore(createStorage(window));
const dialog = createCardDialog(store);
const views = [
  createToolbar(store),
  createFilterView(store),
  createBoardView(root, store, { editCard: dialog.open }),
];
moveByKeyboard(root, store);
moveByMouse(root, store);

const render = () => {
  for (const view of views) view.render(store.state);
};
store.subscribe(render);
render();
