/** `12,345` */
export const formatNumber = (value: number): string => value.toLocaleString("en-US");

/** `12,345 MWh` */
export const formatEnergy = (value: number): string => `${formatNumber(value)} MWh`;

/** `62.4%`; `n/a` for null. */
export const formatShare = (share: number | null): string =>
  share === null ? "n/a" : `${(100 * share).toFixed(1)}%`;

/** `+3.2%`, by how much a figure differs from an earlier one; null where nothing can be said. */
export const formatChange = (now: number | null, before: number | null): string | null =>
  now === null || before === null || before === 0 ? null : `${withSign(100 * (now / before - 1))}%`;

/** `+1.3 pts`, by how many percentage points a share differs from an earlier one. */
export const formatPoints = (now: number | null, before: number | null): string | null =>
  now === null || before === null ? null : `${withSign(100 * (now - before))} pts`;

function withSign(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === "0.0") return text;
  return `${value < 0 ? "-" : "+"}${text}`;
}
