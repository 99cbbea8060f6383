export const MINUTE_MS = 60_000;

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

/** 2026年1月1日 星期四 */
export function formatDay(moment: number): string {
  const date = new Date(moment);
  const day = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return `${day} 星期${WEEKDAYS[date.getUTCDay()]}`;
}

/** 08:05 */
export function formatClock(moment: number): string {
  const date = new Date(moment);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

export function isSameDay(a: number, b: number): boolean {
  return formatDay(a) === formatDay(b);
}
