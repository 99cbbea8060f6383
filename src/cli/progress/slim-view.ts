import type { TrialEvent } from "../../core/event.ts";
import { createJsonView } from "./json-view.ts";
import type { ProgressView } from "./view.ts";

/** Events that a view shows nothing of and that grow with an agent's work; the transcript has them. */
const LEFT_OUT = new Set([
  "agent-output",
  "agent-message",
  "tool-call",
  "tool-result",
  "mcp-call",
  "mcp-result",
]);

/** As JSON, without what is large: the log of a detached run, which is read from its beginning by whoever attaches. */
export function createSlimView(write: (text: string) => void): ProgressView {
  const json = createJsonView(write);
  return {
    ...json,
    event: (whole) => {
      if (!LEFT_OUT.has(whole.event.type)) json.event(toSlim(whole));
    },
  };
}

function toSlim(whole: TrialEvent): TrialEvent {
  const { event } = whole;
  const isModel = event.type === "model-request" || event.type === "model-response";
  return isModel ? { ...whole, event: { ...event, body: null } } : whole;
}
