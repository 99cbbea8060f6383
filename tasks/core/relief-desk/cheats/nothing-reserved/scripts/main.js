import { formatCount, formatMoney, formatProgress, formatWeight } from "./format.js";
import { createLoading } from "./loading.js";
import { createManifestView } from "./manifest-view.js";
import { toManifests, toTotals } from "./manifests.js";

const { depot, requests, transportBudgetUsd } = await (await fetch("assets/requests.json")).json();
const manifests = toManifests(requests);
const totals = toTotals(manifests, transportBudgetUsd);
const lines = manifests.flatMap((manifest) => manifest.lines);

const field = document.querySelector("#find");
const undo = document.querySelector("#undo");
const show = (testId, text) => {
  document.querySelector(`[data-testid=${testId}]`).textContent = text;
};

const loading = createLoading(lines, showLoading);
const views = manifests.map((manifest) => createManifestView(manifest, loading, showDelays));

function showLoading() {
  for (const view of views) view.update();
  show("total-loaded", formatProgress(loading.sumOf(lines), totals.crates));
  undo.disabled = !loading.canUndo();
}

function showDelays() {
  const late = views.filter((view) => view.isLate()).length;
  show("late-count", `${formatCount(late, "village", "villages")} late`);
  document.querySelector(".lateness").classList.toggle("late", late > 0);
}

function showFound() {
  const shown = views.reduce((sum, view) => sum + view.filter(field.value), 0);
  show("found", formatCount(shown, "line", "lines"));
  document.querySelector(".none").hidden = shown > 0;
}

document.querySelector(".depot").textContent = `Depot ${depot}`;
show("total-weight", formatWeight(totals.weightKg));
show("total-price", formatMoney(totals.priceUsd));
show("left", formatMoney(totals.leftUsd));
document.querySelector("main").append(...views.map((view) => view.root));
undo.addEventListener("click", loading.undo);
field.addEventListener("input", showFound);
showLoading();
showDelays();
showFound();
