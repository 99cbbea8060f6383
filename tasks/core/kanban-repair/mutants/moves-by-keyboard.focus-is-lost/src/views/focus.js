/** Draws anew, and gives the focus back to the button that had it: `data-focus` names it across drawings. */
export function keepFocus(draw) {
  const { focus } = document.activeElement.dataset;
  draw();
  if (focus?.startsWith("edit")) focusOn(focus);
}

export function focusOn(name) {
  [...document.querySelectorAll("[data-focus]")].find(({ dataset }) => dataset.focus === name)?.focus();
}
