import { SHIPMENTS } from "./shipments.js";

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** What goes to each village, in the order of the requests. */
export const toManifests = (requests) =>
  requests.map(({ village, people, deadline, unloading }) => {
    const { truck, lines } = SHIPMENTS[village];
    return {
      village,
      people,
      deadline,
      unloading,
      truck,
      lines,
      crates: sum(lines.map((line) => line.crates)),
      weightKg: sum(lines.map((line) => line.weightKg)),
    };
  });

/** Money is added up in cents. */
export const toTotals = (manifests, budgetUsd) => {
  const priceCents = sum(manifests.map(({ truck }) => Math.round(truck.priceUsd * 100)));
  return {
    crates: sum(manifests.map(({ crates }) => crates)),
    weightKg: sum(manifests.map(({ weightKg }) => weightKg)),
    priceUsd: priceCents / 100,
    leftUsd: (budgetUsd * 100 - priceCents) / 100,
  };
};

export function lineMatches({ village }, { lot, name, reference }, query) {
  const wanted = query.trim().toLowerCase();
  return [lot, name, reference, village].some((text) => text.toLowerCase().includes(wanted));
}
