import { formatDuration } from "../time.js";

/** A count in words with the time that it takes, if there is something to count. */
export const totalOf = (counted, minutes) =>
  minutes > 0 ? `${counted}, ${formatDuration(minutes)}` : counted;
