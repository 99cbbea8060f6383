import type { TrialEvent, TrialEventBody } from "../core/event.ts";

/** What a trial's transcripts come to. */
export interface TranscriptSummary {
  readonly events: number;
  /** Requests that the gateway passed on to a model. */
  readonly modelCalls: number;
  /** Requests that the gateway refused, such as those past a limit. */
  readonly refusedCalls: number;
  /** By the tool's name, the most called first; of two that are called as often, by the name. */
  readonly toolCalls: readonly { readonly name: string; readonly count: number }[];
  /** What the agent said last; null where it told no messages. */
  readonly lastMessage: string | null;
  /** The last workspace that was frozen; null where none was. */
  readonly frozen: { readonly files: number; readonly bytes: number } | null;
}

/** Events taken in one by one: a transcript can be larger than memory. */
export interface TranscriptTally {
  readonly add: (event: Pick<TrialEvent, "event">) => void;
  readonly summarize: () => TranscriptSummary;
}

/**
 * Tools are counted as the agent's program told of them. Where it told of none, those calls count that it made through the
 * gateway, as `server/tool`.
 */
export function createTranscriptTally(): TranscriptTally {
  const counts = { events: 0, modelCalls: 0, refusedCalls: 0 };
  const told = new Map<string, number>();
  const carried = new Map<string, number>();
  let lastMessage: string | null = null;
  let frozen: TranscriptSummary["frozen"] = null;
  const take = (event: TrialEventBody): void => {
    if (event.type === "model-request") counts.modelCalls += 1;
    if (event.type === "model-refused") counts.refusedCalls += 1;
    if (event.type === "tool-call") count(told, event.name);
    if (event.type === "mcp-call" && event.tool !== null) count(carried, `${event.server}/${event.tool}`);
    if (event.type === "agent-message" && event.text.trim() !== "") lastMessage = event.text;
    if (event.type === "frozen") frozen = { files: event.files, bytes: event.bytes };
  };
  return {
    add: ({ event }) => {
      counts.events += 1;
      take(event);
    },
    summarize: () => ({
      ...counts,
      toolCalls: rank(told.size > 0 ? told : carried),
      lastMessage,
      frozen,
    }),
  };
}

const count = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

const rank = (counts: ReadonlyMap<string, number>): TranscriptSummary["toolCalls"] =>
  [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
