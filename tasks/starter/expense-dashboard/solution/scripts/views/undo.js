import { element } from "../dom.js";

/** Offers to bring back what was deleted last. */
export function createUndoView(store) {
  const box = document.querySelector("#undo");
  let shown = null;

  const undo = () => {
    store.undo();
    document.querySelector("#entries-title").focus();
  };
  document.querySelector("#entries-title").tabIndex = -1;
  return {
    render: ({ deleted }) => {
      if (deleted === shown) return;
      shown = deleted;
      if (deleted === null) box.replaceChildren();
      else {
        box.replaceChildren(
          element("span", {}, `Deleted ${deleted.expense.description}`),
          element("button", { type: "button", class: "quiet", onclick: undo }, "Undo"),
        );
      }
    },
  };
}
