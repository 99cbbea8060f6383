import type { TrialEventBody } from "../../../core/event.ts";
import { formatDuration } from "../../../core/format.ts";
import { findEditedFiles } from "../edited-file.ts";
import { describeEvent } from "./describe-event.ts";
import { type EntryWriter, toPart, toParts, toText } from "./writer.ts";

type EventOf<Type extends TrialEventBody["type"]> = Extract<TrialEventBody, { type: Type }>;

/** Writes what an event is in a timeline: an entry of its own, or the answer to an earlier one. */
export function addEvent(writer: EntryWriter, event: TrialEventBody): void {
  switch (event.type) {
    case "trial-started":
    case "phase-started":
      return;
    case "turn-started":
      writer.startTurn(event.turn);
      writer.say("turn", event.prompt);
      return;
    case "model-request":
      askModel(writer, event);
      return;
    case "model-response":
      answerModel(writer, event);
      return;
    case "tool-call":
      callTool(writer, event);
      return;
    case "tool-result":
      answerTool(writer, event);
      return;
    case "mcp-call":
      callService(writer, event);
      return;
    case "mcp-result":
      answerService(writer, event);
      return;
    case "agent-message":
      writer.say("message", event.text);
      return;
    case "agent-output":
      writer.say("output", event.text, { isError: event.stream === "stderr" });
      return;
    case "check-result":
      addVerdict(writer, event);
      return;
    case "phase-ended":
      endPhase(writer, event);
      return;
    case "frozen":
    case "checkpoint":
    case "resumed":
      writer.say("phase", describeEvent(event));
      return;
    default:
      writer.say("trouble", describeEvent(event), { isError: event.type === "try-failed" });
  }
}

function askModel(writer: EntryWriter, { requestId, model, body }: EventOf<"model-request">): void {
  writer.ask(`model ${requestId}`, {
    kind: "model",
    title: model,
    parts: toParts("request", body),
    path: null,
  });
}

function answerModel(writer: EntryWriter, event: EventOf<"model-response">): void {
  const { requestId, usage, status, durationMs, body } = event;
  const isError = status >= 400;
  const title = `${event.model ?? "model"}${isError ? `, status ${status}` : ""}`;
  const tokens = usage && usage.inputTokens + usage.outputTokens;
  const changes = { title, isError, durationMs, tokens, costUsd: usage?.costUsd ?? null };
  writer.answer(`model ${requestId}`, { kind: "model", title, parts: toParts("answer", body), changes });
}

function callTool(writer: EntryWriter, { id, name, arguments: given }: EventOf<"tool-call">): void {
  const paths = findEditedFiles(name, given);
  const [path = null] = paths;
  const shown = toText(given);
  writer.ask(`tool ${id}`, {
    kind: path === null ? "tool" : "edit",
    title: `${name} ${path === null ? shown.replaceAll(/\s+/g, " ") : paths.join(", ")}`,
    parts: [toPart("arguments", shown)],
    path,
  });
}

function answerTool(writer: EntryWriter, { id, text, isError }: EventOf<"tool-result">): void {
  writer.answer(`tool ${id}`, {
    kind: "tool",
    title: text,
    parts: [toPart("result", text)],
    changes: { isError },
  });
}

function callService(writer: EntryWriter, event: EventOf<"mcp-call">): void {
  const { callId, server, tool, method } = event;
  const title = `${server}: ${tool ?? method}`;
  const parts = toParts("arguments", event.arguments);
  writer.ask(`mcp ${callId}`, { kind: "service", title, parts, path: null });
}

function answerService(writer: EntryWriter, event: EventOf<"mcp-result">): void {
  const { callId, server, isError, durationMs, result } = event;
  const parts = toParts("result", result);
  writer.answer(`mcp ${callId}`, {
    kind: "service",
    title: server,
    parts,
    changes: { isError, durationMs },
  });
}

function addVerdict(writer: EntryWriter, { verdict }: EventOf<"check-result">): void {
  const { id, passed, evidence } = verdict;
  writer.say("check", passed ? `${id}: passed` : `${id}: failed: ${evidence.message}`, { isError: !passed });
}

function endPhase(writer: EntryWriter, { phase, durationMs, exitCode }: EventOf<"phase-ended">): void {
  const exit = exitCode === null ? "" : `, exit code ${exitCode}`;
  writer.say("phase", `${phase}: ${formatDuration(durationMs)}${exit}`, { durationMs });
}
