const RESERVED = /^(con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;

/**
 * A name as one component of a path that every file system takes: what it cannot hold becomes `_`. Slashes and colons of
 * a model's name do too, as Every Eval Ever wants it.
 */
export function toPathComponent(name: string): string {
  const portable = name
    .toWellFormed()
    .replaceAll(/[/<>:"\\|?*\u0000-\u001F]/g, "_")
    .replace(/[. ]+$/, "");
  const isReserved = RESERVED.test(portable.split(".")[0]!) || portable === "data" || portable === "";
  return isReserved ? `_${portable}` : portable;
}
