/**
 * Calls back with a ticket's number when it has changed, with null when anything may have: at the start, and whenever the
 * connection is there again. Returns how to stop.
 */
export function listen({ onChange, onRefused }) {
  const source = new EventSource("/api/events");
  source.addEventListener("open", () => onChange(null));
  source.addEventListener("change", ({ data }) => onChange(Number(data)));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) onRefused();
  });
  return () => source.close();
}

/**
 * Repeats a piece of work whenever it is asked for, never twice at once; what was asked for meanwhile is done once more. A
 * server that does not answer is no trouble: the work is asked for again when it does.
 */
export function createRefresher(work) {
  let isRunning = false;
  let isStale = false;
  return async () => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isStale) {
        isStale = false;
        await work();
      }
    } catch (error) {
      if (error.code !== "unreachable" && error.code !== "unauthenticated") throw error;
    } finally {
      isRunning = false;
    }
  };
}
