import type { Kept, Received, StorageArea } from "./messages.ts";

/** What the app stored, as long as its frame is there: browsers keep nothing for such a frame, but for its name. */
export interface KeptStorage {
  readonly entries: () => Kept;
  readonly take: (message: Received) => void;
}

export function createKeptStorage(page: Window): KeptStorage {
  const areas = recall(page.name);
  page.addEventListener("pagehide", () => {
    page.name = JSON.stringify(toEntries(areas));
  });
  return {
    entries: () => toEntries(areas),
    take: (message) => {
      const area = areas.get(message?.area as StorageArea);
      if (message?.kind === "empty") area?.clear();
      else if (message?.kind === "keep" && message.value === null) area?.delete(String(message.key));
      else if (message?.kind === "keep") area?.set(String(message.key), String(message.value));
    },
  };
}

type Areas = ReadonlyMap<StorageArea, Map<string, string>>;

const toEntries = (areas: Areas): Kept => ({
  local: [...(areas.get("local") ?? [])],
  session: [...(areas.get("session") ?? [])],
});

function recall(name: string): Areas {
  try {
    const { local, session } = JSON.parse(name) as Kept;
    return new Map([
      ["local", new Map(local)],
      ["session", new Map(session)],
    ]);
  } catch {
    return new Map([
      ["local", new Map()],
      ["session", new Map()],
    ]);
  }
}
