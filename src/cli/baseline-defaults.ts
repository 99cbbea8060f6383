/** Where a baseline lies unless it is said. */
export const DEFAULT_BASELINE_FILE = "baseline.json";
/** The error that a gate may make in all its nights together. */
export const DEFAULT_ALPHA = 0.05;
