import { formatLoaded, formatMoment, formatWeight } from "./format.js";
import { parseMoment } from "./schedule.js";

export function toText({ village, truck, lines, weightKg }, { arrives, countOf }) {
  const rows = [
    `Manifest: ${village}`,
    `Departure: ${truck.departure}, ${truck.carrier}`,
    `Booking: ${truck.booking}`,
    `Departs: ${formatMoment(parseMoment(truck.departs))}`,
    `Arrives: ${formatMoment(arrives)}`,
    `Weight: ${formatWeight(weightKg)}`,
    "",
    ...lines.map((line) => {
      const loaded = formatLoaded(countOf(line), line.crates);
      const facts = [
        `${line.crates} crates`,
        formatWeight(line.weightKg),
        line.reference,
        `${loaded} loaded`,
      ];
      return `${line.lot}, ${line.name}: ${facts.join(", ")}`;
    }),
  ];
  return rows.map((row) => `${row}\n`).join("");
}

export const toFileName = ({ village }) => `${village.toLowerCase().replaceAll(" ", "-")}.txt`;

export function saveText(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
