/** Divides cents into so many parts that differ by a cent at most; the first ones are the larger ones. */
export function splitEvenly(cents: number, count: number): number[] {
  const share = Math.floor(cents / count);
  return Array.from({ length: count }, () => share);
}
