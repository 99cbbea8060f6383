const form = document.querySelector("form");
const message = document.querySelector("[role=alert]");
const list = document.querySelector("ul");
const items = JSON.parse(localStorage.getItem("items") ?? "[]");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = form.elements.entry.value;
  message.textContent = text === "" ? "Enter an item." : "";
  if (text === "") return;
  items.push(text);
  localStorage.setItem("items", JSON.stringify(items));
  append(text);
  form.reset();
});

items.forEach(append);

function append(text) {
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
}
