/** The bar at the top: the board's title, the last message, Undo. */
export function createToolbar(store) {
  const title = document.querySelector("#board-title");
  const message = document.querySelector("[data-testid=message]");
  const undo = document.querySelector("#undo");

  undo.addEventListener("click", () => store.undo());

  return {
    render: (state) => {
      title.textContent = state.board.title;
      message.textContent = state.message;
      undo.disabled = !state.canUndo;
    },
  };
}
