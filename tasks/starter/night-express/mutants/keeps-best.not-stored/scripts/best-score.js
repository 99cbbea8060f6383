const KEY = "night-express.best";

/** The best score on this device; 0 where there is none, or where the browser keeps nothing. */
export function readBest() {
  try {
    const best = Number(localStorage.getItem(KEY));
    return Number.isSafeInteger(best) && best > 0 ? best : 0;
  } catch {
    return 0;
  }
}

/** Keeps a new best score. A browser that refuses to store it is no reason to stop the game. */
export function writeBest(best) {
  sessionStorage.removeItem(`${KEY}${best}`);
}
