const grouping = new Intl.NumberFormat("en-US");

/** `50,000` */
export function formatCount(count: number): string {
  return grouping.format(count);
}

/** `1 row`, `2 rows` */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
