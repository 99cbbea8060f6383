import { h, render } from "./dom.js";

/**
 * Opens a form over the page. `view` gets the errors by field; `submit` gets what was typed and gives the errors, or null where
 * all is well and the form may go.
 */
export function openDialog(view, submit) {
  const dialog = document.createElement("dialog");
  const show = (errors) => render(dialog, [h("form", { novalidate: true, onsubmit }, view(errors, dialog))]);
  function onsubmit(event) {
    event.preventDefault();
    const errors = submit(new FormData(event.target));
    if (errors === null) {
      dialog.close();
      return;
    }
    show(errors);
    dialog.querySelector("[aria-invalid]").focus();
  }
  show({});
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
