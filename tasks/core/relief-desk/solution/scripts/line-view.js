import { formatLoaded, formatWeight } from "./format.js";

/** Shows one reservation with its counter. */
export function createLineView(line, loading) {
  const root = document.querySelector("#line").content.firstElementChild.cloneNode(true);
  const find = (selector) => root.querySelector(selector);
  const add = find(".add");
  const unload = find(".unload");
  find(".name").textContent = line.name;
  find(".lot").textContent = line.lot;
  find(".facts").textContent = `${line.crates} crates, ${formatWeight(line.weightKg)}`;
  find(".reference").textContent = line.reference;
  add.ariaLabel = `Load one crate of ${line.lot}`;
  unload.ariaLabel = `Unload one crate of ${line.lot}`;

  function onClick(button, other, step) {
    button.addEventListener("click", () => {
      loading.add(line, step);
      if (button.disabled) other.focus();
    });
  }
  onClick(add, unload, 1);
  onClick(unload, add, -1);

  return {
    root,
    update: () => {
      const loaded = loading.countOf(line);
      find("[data-testid=loaded]").textContent = formatLoaded(loaded, line.crates);
      add.disabled = loaded === line.crates;
      unload.disabled = loaded === 0;
      root.classList.toggle("full", loaded === line.crates);
    },
  };
}
