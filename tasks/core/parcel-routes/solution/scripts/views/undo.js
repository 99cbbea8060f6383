/** Offers to take back the last change, by a button and by Ctrl+Z (Cmd+Z). */
export function createUndo(store) {
  const button = document.querySelector("#undo");
  button.addEventListener("click", () => store.undo());
  document.addEventListener("keydown", (event) => {
    const isUndo =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyZ";
    if (!isUndo || event.target.matches("input")) return;
    event.preventDefault();
    store.undo();
  });
  return {
    // Not `disabled`: that would take the focus from whoever has just pressed it.
    render: ({ previous }) => button.setAttribute("aria-disabled", String(previous === null)),
  };
}
