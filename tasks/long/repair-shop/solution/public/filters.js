// A changed select in a list's filters takes effect at once.
document
  .querySelector("[data-filters] select")
  ?.addEventListener("change", ({ target }) => target.form.requestSubmit());
