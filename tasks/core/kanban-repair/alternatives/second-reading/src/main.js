import { createStorage } from "./storage.js";
import { createStore } from "./store.js";
import { createBoardView } from "./views/board-view.js";
import { createCardDialog } from "./views/card-dialog.js";
import { createFilterBar } from "./views/filter-bar.js";
import { createToolbar } from "./views/toolbar.js";

const store = createStore(createStorage(window.localStorage));
const dialog = createCardDialog(store);
const views = [
  createToolbar(store),
  createFilterBar(store),
  createBoardView(store, { editCard: dialog.open }),
  dialog,
];

const render = () => {
  for (const view of views) view.render(store.state);
};
store.subscribe(render);
render();
