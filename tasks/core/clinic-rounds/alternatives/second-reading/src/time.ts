// Times are kept as wall-clock minutes of the device's zone, "2026-01-01T12:00":
// they sort as text, and Date reads them as local time.
const two = (n: number) => String(n).padStart(2, "0");

export function toWall(d: Date): string {
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** The present minute; seconds are dropped. */
export function currentMinute(): string {
  return toWall(new Date());
}

export const dayOf = (wall: string) => wall.slice(0, 10);
export const clockOf = (wall: string) => wall.slice(11);

export function addMinutes(wall: string, minutes: number): string {
  return toWall(new Date(new Date(wall).getTime() + minutes * 60_000));
}

export function minutesBetween(from: string, to: string): number {
  return Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000);
}

export function longDate(wall: string): string {
  const d = new Date(wall);
  const weekday = "日一二三四五六"[d.getDay()];
  return `${d.getFullYear()}年${d.getMonth() + 1}月${d.getDate()}日 星期${weekday} ${clockOf(wall)}`;
}

export function duration(minutes: number): string {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  return (h ? `${h}小时` : "") + (m || !h ? `${m}分钟` : "");
}
