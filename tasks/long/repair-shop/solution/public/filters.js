// A changed select in a list's filters takes effect at once. Loaded before the page's body: no choice can come before it.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-filters] select")) target.form.requestSubmit();
});
