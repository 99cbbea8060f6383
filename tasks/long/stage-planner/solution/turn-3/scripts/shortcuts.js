/** Control+Z and Control+Shift+Z, with the command key on a Mac. In a text field they are the field's own. */
export function listenForShortcuts({ undo, redo }) {
  document.addEventListener("keydown", (event) => {
    const isUndoKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndoKey || isTextField(event.target) || document.querySelector("dialog") !== null) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
}

const isTextField = (element) => element.matches("input:not([type=checkbox], [type=file]), textarea");
