import { dateOf, dayCount, long, readings } from "./data.ts";
import { change, state, tryOut } from "./state.ts";

const field = document.querySelector<HTMLElement>("#overview")!;
const part = document.querySelector<HTMLElement>("#window")!;
const first = document.querySelector<HTMLInputElement>("#first")!;
const last = document.querySelector<HTMLInputElement>("#last")!;
const profile = document.querySelector("#profile")!;

const most = Math.max(...readings.map(({ demand }) => demand)) * 1.08;
profile.setAttribute("viewBox", `0 0 ${readings.length} 1`);
profile.innerHTML = `<path d="M0,1${readings.map(({ demand }, at) => `L${at},${1 - demand / most}`).join("")}V1z"/>`;

export function drawRange() {
  first.value = String(state.first);
  last.value = String(state.last);
  first.setAttribute("aria-valuetext", long(dateOf(state.first)));
  last.setAttribute("aria-valuetext", long(dateOf(state.last)));
  part.style.left = `${(state.first / dayCount) * 100}%`;
  part.style.right = `${((dayCount - 1 - state.last) / dayCount) * 100}%`;
}

/** The thumbs are native sliders: they try out while they move, and change when they are let go. */
let before = state;
for (const type of ["pointerdown", "keydown", "focus"]) {
  for (const end of [first, last]) end.addEventListener(type, () => (before = state));
}
const ends = () => ({
  first: Math.min(first.valueAsNumber, before.last),
  last: Math.max(last.valueAsNumber, before.first),
});
first.addEventListener("input", () => tryOut({ first: ends().first }));
first.addEventListener("change", () => change({ first: ends().first }));
last.addEventListener("input", () => tryOut({ last: ends().last }));
last.addEventListener("change", () => change({ last: ends().last }));

const dayAt = ({ clientX }: MouseEvent) => {
  const { left, width } = field.getBoundingClientRect();
  return Math.max(0, Math.min(dayCount - 1, Math.floor(((clientX - left) / width) * dayCount)));
};

field.addEventListener("mousedown", (event) => {
  if (event.target === first || event.target === last || event.button) return;
  event.preventDefault();
  const from = dayAt(event);
  const range = (to: MouseEvent) => ({ first: Math.min(from, dayAt(to)), last: Math.max(from, dayAt(to)) });
  const move = (to: MouseEvent) => tryOut(range(to));
  tryOut(range(event));
  addEventListener("mousemove", move);
  addEventListener(
    "mouseup",
    (to) => {
      removeEventListener("mousemove", move);
      change(range(to));
    },
    { once: true },
  );
});
