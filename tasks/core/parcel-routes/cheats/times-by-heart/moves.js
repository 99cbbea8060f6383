// Moves what is on the page about; every time and total was written down beforehand.
const numerals = (number) => String(number).replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩"[digit]);

function number(list) {
  const parcels = [...list.children];
  parcels.forEach((parcel, index) => {
    const [earlier, later] = parcel.querySelectorAll(".step");
    parcel.querySelector('[data-testid="position"]').textContent = numerals(index + 1);
    earlier.disabled = index === 0;
    later.disabled = index === parcels.length - 1;
  });
}

document.addEventListener("click", ({ target }) => {
  const step = target.closest(".step");
  if (step === null) return;
  const parcel = step.closest("li");
  if (step.matches(":last-child")) parcel.nextElementSibling.after(parcel);
  else parcel.previousElementSibling.before(parcel);
  number(parcel.parentElement);
  step.focus();
});

document.addEventListener("change", ({ target }) => {
  const list =
    document.querySelector(`.route--v${target.selectedIndex} .stops`) ??
    document.querySelector("#unassigned");
  const from = target.closest("ol");
  list.append(target.closest("li"));
  for (const changed of [from, list]) if (changed.id !== "unassigned") number(changed);
});

document.querySelector("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  const digits = event.target.number.value
    .replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit))
    .match(/\d+/);
  const card = [...document.querySelectorAll(".parcel")].find(({ textContent }) =>
    textContent.includes(`${digits}-DRB`),
  );
  const message = document.querySelector("#search-message");
  message.textContent = "لا يوجد طرد بهذا الرقم";
  message.hidden = card !== undefined;
  const result = document.createElement("section");
  result.className = "tracking";
  result.dataset.testid = "tracking";
  for (const part of card?.querySelectorAll(".code, .recipient, .place, .arrival strong") ?? [])
    result.append(part.cloneNode(true));
  result.querySelector("strong")?.setAttribute("data-testid", "track-eta");
  document.querySelector("#tracking").replaceChildren(...(card === undefined ? [] : [result]));
});
