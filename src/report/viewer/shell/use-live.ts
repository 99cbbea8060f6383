import { useEffect } from "react";
import type { ServerAbilities } from "../../model/report-index.ts";

/** Follows a run that goes on: the server says when something of it is new. */
export function useLive(server: ServerAbilities | null, refresh: () => void): void {
  const isServed = server !== null;
  useEffect(() => {
    if (!isServed) return undefined;
    const events = new EventSource("live");
    events.addEventListener("changed", refresh);
    return () => events.close();
  }, [isServed, refresh]);
}
