import type { TrialEventBody } from "../../../core/event.ts";
import { formatDuration, formatSize } from "../../../core/format.ts";

type Described = Extract<
  TrialEventBody,
  {
    type:
      | "frozen"
      | "checkpoint"
      | "resumed"
      | "model-wait"
      | "model-refused"
      | "try-failed"
      | "context-truncated"
      | "warning";
  }
>;

/** An event that is told in words alone. */
export function describeEvent(event: Described): string {
  switch (event.type) {
    case "frozen":
      return `frozen: ${event.files} files, ${formatSize(event.bytes)}`;
    case "checkpoint":
      return `checkpoint ${event.label}, ${formatDuration(event.agentMs)} on the agent's clock`;
    case "resumed":
      return event.message;
    case "model-wait":
      return `waited ${formatDuration(event.waitMs)} (${event.reason}): ${event.message}`;
    case "model-refused":
      return `refused (${event.code}): ${event.message}`;
    case "try-failed":
      return `${event.code}: ${event.message}${event.stack === null ? "" : `\n${event.stack}`}`;
    case "context-truncated":
    case "warning":
      return event.message;
  }
}
