import { createStorage } from "./storage.js";
import { createStore } from "./store.js";
import { createBoardView } from "./views/board-view.js";
import { createCardDialog } from "./views/card-dialog.js";
import { createToolbar } from "./views/toolbar.js";

const store = createStore(createStorage(window.localStorage));
const dialog = createCardDialog(store);
const views = [createToolbar(store), createBoardView(store, { editCard: dialog.open })];

const render = () => {
  for (const view of views) view.render(store.state);
};
store.subscribe(render);
render();
