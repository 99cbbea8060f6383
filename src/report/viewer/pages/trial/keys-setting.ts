const KEY = "buildoff-trial-keys";

/** A browser may keep nothing for pages from a file: then the keys work. */
export function readKeysSetting(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

export function storeKeysSetting(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? "on" : "off");
  } catch {
    // Then it holds until the page is left.
  }
}
