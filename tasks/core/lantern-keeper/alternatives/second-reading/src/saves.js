const KEY = "lantern-keeper";

/** What this device keeps: the best score of each level that was cleared, and the record of the last game. */
export function createSaves() {
  let kept = { best: {}, record: null };

  function load() {
    try {
      const { best, record } = JSON.parse(localStorage.getItem(KEY)) ?? kept;
      kept = { best: { ...best }, record: isRecord(record) ? record : null };
    } catch {
      // Then what this page knows is all there is.
    }
  }

  const isRecord = (record) => Number.isInteger(record?.level) && Array.isArray(record.inputs);

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Then it lasts as long as the page.
    }
  }

  load();
  return {
    bestOf: (level) => kept.best[level] ?? null,
    get record() {
      return kept.record;
    },
    keepRecord: (record) => {
      load();
      kept.record = record;
      save();
    },
    keepScore: (level, score) => {
      load();
      kept.best[level] = Math.max(score, kept.best[level] ?? score);
      save();
    },
  };
}
