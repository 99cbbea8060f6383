import { invalid } from "./problems.js";

/** Reads members one after the other and complains of all that are wrong at once. */
export function createReader(input) {
  const wrong = {};
  return {
    read(name, parse, complaint) {
      const value = parse(input[name]);
      if (value === null) wrong[name] = complaint;
      return value;
    },
    finish() {
      if (Object.keys(wrong).length > 0) throw invalid(wrong);
    },
  };
}

/** A text without the white space at its ends, or null where nothing is left. */
export const parseText = (value) => (typeof value === "string" && value.trim() ? value.trim() : null);

/** A text with six digits at least. */
export function parsePhone(value) {
  const text = parseText(value);
  return text !== null && text.replaceAll(/\D/g, "").length >= 6 ? text : null;
}

/** A whole number from 1 to 999. */
export const parseCount = (value) => (Number.isInteger(value) && value >= 1 && value <= 999 ? value : null);
