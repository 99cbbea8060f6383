const moment = new Intl.DateTimeFormat("en-US", {
  month: "long",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

export function formatMoment(ms) {
  const parts = Object.fromEntries(moment.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.month} ${parts.day}, ${parts.hour}:${parts.minute}`;
}

export const formatMoney = (usd) => usd.toLocaleString("en-US", { style: "currency", currency: "USD" });

export const formatWeight = (kg) => `${kg.toLocaleString("en-US")} kg`;

export const formatLoaded = (loaded, crates) => `${loaded} of ${crates}`;

export const formatProgress = (loaded, crates) => `${formatLoaded(loaded, crates)} crates loaded`;

export const formatCount = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function formatDuration(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}

export function formatVerdict(spareMinutes) {
  if (spareMinutes === 0) return "Just in time";
  return spareMinutes > 0
    ? `${formatDuration(spareMinutes)} to spare`
    : `${formatDuration(-spareMinutes)} late`;
}
