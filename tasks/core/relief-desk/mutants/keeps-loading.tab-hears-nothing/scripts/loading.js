const STORE = "relief-desk.loaded";

/**
 * How many crates of each line are loaded: kept in the browser, shared with other tabs. The last change of this tab can be taken back
 * until another tab changes something.
 */
export function createLoading(lines, onChange) {
  let counts = read();
  let before = null;

  function read() {
    const kept = parse(localStorage.getItem(STORE));
    return Object.fromEntries(
      lines.map(({ reference, crates }) => {
        const count = kept[reference];
        return [reference, Number.isInteger(count) && count >= 0 && count <= crates ? count : 0];
      }),
    );
  }

  function write(changed, undoTo) {
    before = undoTo;
    counts = changed;
    localStorage.setItem(STORE, JSON.stringify(counts));
    onChange();
  }

  return {
    countOf: ({ reference }) => counts[reference],
    sumOf: (some) => some.reduce((sum, { reference }) => sum + counts[reference], 0),
    canUndo: () => before !== null,
    undo: () => write(before, null),
    add: ({ reference, crates }, step) => {
      const count = counts[reference] + step;
      if (count >= 0 && count <= crates) write({ ...counts, [reference]: count }, counts);
    },
    loadAll: (some) => {
      const full = Object.fromEntries(some.map(({ reference, crates }) => [reference, crates]));
      if (some.some(({ reference, crates }) => counts[reference] < crates))
        write({ ...counts, ...full }, counts);
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
