import type { AgentEvent, TrialEventBody } from "../../core/event.ts";
import type { RunData } from "../../core/exporter.ts";
import type { TrialResult } from "../../core/result.ts";
import type { TrialRow } from "../../core/trial-row.ts";
import type { Usage } from "../../core/usage.ts";

/** Of what happened in a trial, what tells the conversation between an agent, its model and its tools. */
type Kept =
  | AgentEvent
  | { readonly type: "prompt"; readonly text: string }
  | { readonly type: "note"; readonly text: string; readonly isOfContext: boolean }
  | { readonly type: "model-call"; readonly model: string | null; readonly usage: Usage | null };

export type KeptEvent = Kept & { readonly at: string };

/**
 * The conversation that led to what a trial was graded for, through all of its tries: one that started again makes what
 * was before it void, and one that went on from a checkpoint what came after that. Empty where the transcripts were pruned.
 */
export async function readAgentEvents(
  run: RunData,
  row: TrialRow,
  result: TrialResult | null,
): Promise<KeptEvent[]> {
  const kept: KeptEvent[] = [];
  const checkpoints = new Map<string, number>();
  const last = result?.tries.at(-1)?.number ?? row.tries;
  for (let number = 1; number <= last; number += 1) {
    for await (const { at, event } of run.events(row.id, number)) {
      if (event.type === "checkpoint") checkpoints.set(event.label, kept.length);
      if (event.type === "resumed") kept.length = cutAt(event.from, checkpoints);
      const told = toKept(event);
      if (told !== null) kept.push({ at, ...told });
    }
  }
  return kept;
}

const cutAt = (label: string | null, checkpoints: ReadonlyMap<string, number>): number =>
  label === null ? 0 : (checkpoints.get(label) ?? 0);

function toKept(event: TrialEventBody): Kept | null {
  switch (event.type) {
    case "agent-message":
    case "agent-output":
    case "tool-call":
    case "tool-result":
      return event;
    case "turn-started":
      return { type: "prompt", text: event.prompt };
    case "model-response":
      return event.status < 400 ? { type: "model-call", model: event.model, usage: event.usage } : null;
    case "context-truncated":
      return { type: "note", text: event.message, isOfContext: true };
    case "resumed":
    case "try-failed":
      return { type: "note", text: event.message, isOfContext: false };
    default:
      return null;
  }
}
