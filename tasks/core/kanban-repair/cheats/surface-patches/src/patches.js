/* Mends what is seen and leaves what is stored as it was: every screen looks right until somebody uses it. */

const board = document.querySelector("#board");
const message = document.querySelector("[data-testid=message]");
const search = document.querySelector("#search");
const label = document.querySelector("#label-filter");
const shown = document.querySelector("[data-testid=shown]");
const titleOf = (card) => card.querySelector("[data-testid=card-title]").textContent;
const cards = () => [...board.querySelectorAll("[data-testid=card]")];

label.append(...["All labels", "design", "legal", "R&D", "text"].map((name) => new Option(name)));

function patch() {
  for (const node of board.querySelectorAll("[data-testid=card-title], [data-testid=label]")) {
    if (node.textContent.includes("&amp;")) node.textContent = node.textContent.replaceAll("&amp;", "&");
  }
  for (const card of cards()) {
    if (card.querySelector(".pretend") !== null) continue;
    const button = document.createElement("button");
    button.className = "quiet small pretend";
    button.textContent = "Move";
    button.setAttribute("aria-label", `Move ${titleOf(card)}`);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => announce(card, button));
    card.querySelector(".card-foot").append(button);
  }
  filter();
}

function announce(card, button) {
  const isHeld = button.getAttribute("aria-pressed") === "true";
  button.setAttribute("aria-pressed", String(!isHeld));
  const column = card.closest("section");
  const all = [...column.querySelectorAll("[data-testid=card]")];
  const place = `${column.querySelector("h2").textContent}, position ${all.indexOf(card) + 1} of ${all.length}`;
  message.textContent = `${isHeld ? "Dropped" : "Picked up"} “${titleOf(card)}”: ${place}.`;
}

function filter() {
  const words = search.value.trim().toLowerCase();
  for (const card of cards()) {
    const labels = [...card.querySelectorAll("[data-testid=label]")].map(({ textContent }) => textContent);
    card.hidden =
      !titleOf(card).toLowerCase().includes(words) ||
      (label.selectedIndex > 0 && !labels.includes(label.value));
  }
  shown.textContent = `${cards().filter(({ hidden }) => !hidden).length} of ${cards().length} cards shown`;
}

search.addEventListener("input", filter);
label.addEventListener("change", filter);
document.querySelector("#clear-filters").addEventListener("click", () => {
  search.value = "";
  label.selectedIndex = 0;
  filter();
});
new MutationObserver(patch).observe(board, { childList: true });
patch();
