import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { field } from "./field.js";
import { checkName } from "./names.js";

/** Opens the form that gives something of a list another name. */
export function openRenameForm({ named, list, words, save }) {
  openDialog(
    (errors, dialog) => [
      h("h2", {}, words.renameNamed(named.name)),
      field({ name: "newName", label: words.newName, error: words.errors[errors.newName] }, (control) =>
        h("input", { ...control, value: named.name, autocomplete: "off" }),
      ),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "primary" }, words.saveName),
        h("button", { type: "button", onclick: () => dialog.close() }, words.cancel),
      ),
    ],
    (data) => {
      const name = data.get("newName").trim();
      const wrong = checkName(
        name,
        list.filter(({ id }) => id !== named.id),
      );
      if (wrong !== null) return { newName: wrong };
      save(name);
      return null;
    },
  );
}
