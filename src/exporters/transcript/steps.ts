import { addUsage, type Usage } from "../../core/usage.ts";
import type { KeptEvent } from "./agent-events.ts";

/** What the user (a turn's prompt) or the harness said. */
export interface SaidStep {
  readonly source: "user" | "system";
  readonly at: string;
  readonly text: string;
  /** Whether it tells that the model no longer sees all of the conversation. */
  readonly isOfContext: boolean;
}

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: unknown;
}

export interface ToolResult {
  /** Null where no call of the step has it. */
  readonly callId: string | null;
  readonly text: string;
  readonly isError: boolean;
}

/** One answer of the model, what it had done, and what came of that. */
export interface AgentStep {
  readonly source: "agent";
  readonly at: string;
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly results: readonly ToolResult[];
  /** Calls of the model that went into it; 0 where none was seen before it. */
  readonly modelCalls: number;
  readonly model: string | null;
  /** Null where no call's usage arrived. */
  readonly usage: Usage | null;
}

export type Step = SaidStep | AgentStep;

type OpenStep = { -readonly [Key in keyof AgentStep]: AgentStep[Key] } & {
  calls: ToolCall[];
  results: ToolResult[];
};

/**
 * Puts a conversation together. A call of the model begins a step, and what the agent then says and calls belongs to it;
 * calls that nothing was heard after count towards the next. Output that a program wrote is what it said where it told no
 * messages.
 */
export function toSteps(events: readonly KeptEvent[]): Step[] {
  const isTold = events.some(({ type }) => type === "agent-message" || type === "tool-call");
  const steps: (SaidStep | OpenStep)[] = [];
  const append = <One extends SaidStep | OpenStep>(step: One): One => {
    steps.push(step);
    return step;
  };
  const current = (at: string): OpenStep => {
    const last = steps.at(-1);
    return last?.source === "agent" ? last : append(emptyStep(at));
  };
  for (const event of events) {
    const { at } = event;
    switch (event.type) {
      case "prompt":
        append({ source: "user", at, text: event.text, isOfContext: false });
        break;
      case "note":
        append({ source: "system", at, text: event.text, isOfContext: event.isOfContext });
        break;
      case "model-call":
        takeModelCall(isSilent(steps.at(-1)) ? current(at) : append(emptyStep(at)), event);
        break;
      case "agent-message":
        say(current(at), `${event.text}\n`);
        break;
      case "agent-output":
        if (!isTold && event.stream === "stdout") say(current(at), event.text);
        break;
      case "tool-call":
        takeToolCall(current(at), event);
        break;
      case "tool-result":
        takeToolResult(findCaller(steps, event.id), current, event);
        break;
    }
  }
  return steps.map((step) => (step.source === "agent" ? { ...step, text: step.text.trimEnd() } : step));
}

const emptyStep = (at: string): OpenStep => ({
  source: "agent",
  at,
  text: "",
  calls: [],
  results: [],
  modelCalls: 0,
  model: null,
  usage: null,
});

const isSilent = (step: SaidStep | OpenStep | undefined): boolean =>
  step?.source === "agent" && step.text === "" && step.calls.length === 0 && step.results.length === 0;

function say(step: OpenStep, text: string): void {
  step.text += text;
}

function takeModelCall(step: OpenStep, { model, usage }: Extract<KeptEvent, { type: "model-call" }>): void {
  step.modelCalls += 1;
  step.model = model ?? step.model;
  if (usage !== null) step.usage = step.usage === null ? usage : addUsage(step.usage, usage);
}

/** Some programs count their calls anew in every turn; two of one step never have one id. */
function takeToolCall(
  step: OpenStep,
  { id, name, arguments: given }: Extract<KeptEvent, { type: "tool-call" }>,
): void {
  if (step.calls.some((call) => call.id === id)) return;
  step.calls.push({ id, name, arguments: given });
}

function findCaller(steps: readonly (SaidStep | OpenStep)[], id: string): OpenStep | null {
  const step = steps.findLast((one) => one.source === "agent" && one.calls.some((call) => call.id === id));
  return step?.source === "agent" ? step : null;
}

function takeToolResult(
  caller: OpenStep | null,
  current: (at: string) => OpenStep,
  { at, id, text, isError }: Extract<KeptEvent, { type: "tool-result" }>,
): void {
  const callId = caller === null ? null : id;
  (caller ?? current(at)).results.push({ callId, text, isError });
}
