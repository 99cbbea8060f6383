/*
 * Times are minutes since the midnight before the festival day, which runs on past the next one: 00:30 is 24 hours and 30 minutes.
 */
const DAY = 24 * 60;
const FIRST_START = 12 * 60;

/** When the last slot must be over: 03:00. */
export const CURFEW = 27 * 60;

/** Null where it is no time of the festival day. */
export function parseStart(text) {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const time = Number(hours) * 60 + Number(minutes);
  const start = time < FIRST_START ? time + DAY : time;
  return start < CURFEW ? start : null;
}

export function formatTime(time) {
  const [hours, minutes] = [Math.floor((time % DAY) / 60), time % 60];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

export const formatSpan = ({ start, end }) => `${formatTime(start)}–${formatTime(end)}`;

export function formatDuration(total) {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  const parts = [hours > 0 && `${hours} h`, (minutes > 0 || hours === 0) && `${minutes} min`];
  return parts.filter(Boolean).join(" ");
}

export const toSpan = ({ start, minutes }) => ({ start, end: start + minutes });
