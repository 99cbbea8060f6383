import { isStaff } from "./rules.js";

const HEARTBEAT_MS = 20_000;

/**
 * The open pages, told of changes as server-sent events. An event carries a ticket's number and nothing else: what a
 * page may know it has to ask for.
 */
export function createAudience() {
  const listeners = new Set();

  setInterval(() => {
    for (const { response } of listeners) response.write(":\n\n");
  }, HEARTBEAT_MS).unref();

  return {
    /** Keeps the response open until its page goes or its session ends. */
    join(session, response) {
      const listener = { session, response };
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 1000\n\n");
      listeners.add(listener);
      response.once("close", () => listeners.delete(listener));
    },
    /** Tells of a change those who may see it. */
    tell(ticket, { internal = false } = {}) {
      for (const { session, response } of listeners) {
        const { user } = session;
        const mayKnow = isStaff(user) || (!internal && user.id === ticket.customer.id);
        if (mayKnow) response.write(`event: change\ndata: ${ticket.number}\n\n`);
      }
    },
    dismiss(sessionId) {
      for (const { session, response } of listeners) if (session.id === sessionId) response.end();
    },
  };
}
