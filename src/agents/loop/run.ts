import type { ModelMessage } from "ai";
import type { AgentContext, AgentEnd } from "../../core/agent.ts";
import { createLanguageModel, toOutputLimit } from "../language-model.ts";
import { toAgentEnd } from "./agent-end.ts";
import { compact, estimateTokens, fitResult, isFull } from "./compaction.ts";
import {
  addPrompt,
  addStep,
  type History,
  parseHistory,
  serializeHistory,
  startHistory,
  toMessages,
} from "./history.ts";
import { isOverflow, type ModelStep, takeStep, type ToolCall } from "./step.ts";
import { type McpReply, type McpTool, openMcpTools } from "../mcp-tools.ts";

const SYSTEM = `You build a web app in a sandbox, by yourself: nobody answers questions. Use the tools to look around, \
to write the files of the app into the workspace, to run it and to look at it in the browser where you can. There is no \
network, and nothing can be installed. Work until the app does everything that was asked; then say in a sentence what \
you built, without calling a tool: that ends your work.`;

const GO_ON = "You were cut off. Go on where you stopped.";
const INTERRUPTED =
  "You were interrupted. The workspace is as it was at the end of this conversation; look before you go on.";

/** As often as this in a row a model may call what is not there or cannot be read. */
const MAX_BROKEN_STEPS = 20;
const MAX_EVENT_CHARACTERS = 20_000;

/** @throws what tells of the infrastructure or of the sandbox; what else goes wrong is how it ends */
export async function runLoop(context: AgentContext): Promise<AgentEnd> {
  await using servers = await openMcpTools(context.mcpServers);
  try {
    return await work(context, servers.tools);
  } catch (error) {
    return toAgentEnd(error, context.signal);
  }
}

async function work(context: AgentContext, tools: readonly McpTool[]): Promise<AgentEnd> {
  const { signal, emit } = context;
  const access = context.model!;
  const model = createLanguageModel(access);
  const asking = { model, system: SYSTEM, maxOutputTokens: toOutputLimit(access), signal };
  const compaction = { ...asking, contextLength: access.contextLength };
  let history = begin(context);
  let broken = 0;
  context.remember(() => serializeHistory(history));
  for (;;) {
    const { step, shorter } = await stepWithin(history, { tools, compaction, emit });
    history = addStep(shorter, [step.message, ...(await carryOut(step, tools, context))]);
    if (step.calls.length === 0) {
      if (step.finish !== "length") return { kind: "completed" };
      history = addStep(history, [{ role: "user", content: GO_ON }]);
    }
    broken = step.calls.some(({ problem }) => problem === null) ? 0 : broken + 1;
    if (broken >= MAX_BROKEN_STEPS)
      return { kind: "agent-error", message: `the model called no tool correctly in ${broken} steps` };
    if (!isFull(step.inputTokens, access.contextLength)) continue;
    history = await compact(history, compaction);
    emit({ type: "agent-message", text: "[the conversation was made shorter]" });
  }
}

function begin({ memory, turn, resumed }: AgentContext): History {
  if (memory === null) return startHistory(turn.prompt);
  const history = parseHistory(memory);
  if (resumed === null) return addPrompt(history, turn.prompt);
  const told = addStep(history, [{ role: "user", content: INTERRUPTED }]);
  // It may have been kept before the turn's prompt was in it.
  return history.prompts.at(-1) === turn.prompt ? told : addPrompt(told, turn.prompt);
}

interface StepTools {
  readonly tools: readonly McpTool[];
  readonly compaction: Parameters<typeof compact>[1];
  readonly emit: AgentContext["emit"];
}

/** One step; where the model says that the conversation is too long for it, it is made shorter once. */
async function stepWithin(
  history: History,
  { tools, compaction, emit }: StepTools,
): Promise<{ step: ModelStep; shorter: History }> {
  const take = (from: History) => takeStep({ ...compaction, messages: toMessages(from), tools });
  try {
    return { step: await take(history), shorter: history };
  } catch (error) {
    if (!isOverflow(error)) throw error;
    const refused = estimateTokens(history);
    const contextLength = Math.min(compaction.contextLength ?? refused, refused);
    const shorter = await compact(history, { ...compaction, contextLength });
    emit({
      type: "agent-message",
      text: "[the conversation was too long for the model and was made shorter]",
    });
    return { step: await take(shorter), shorter };
  }
}

/** Carries out what the model called, in order, and gives what it is told of it. */
async function carryOut(
  { text: said, calls }: ModelStep,
  tools: readonly McpTool[],
  { emit, signal, model }: AgentContext,
): Promise<ModelMessage[]> {
  if (said !== "") emit({ type: "agent-message", text: cap(said) });
  const results: Extract<ModelMessage, { role: "tool" }>["content"] = [];
  const pictures: { type: "file"; data: string; mediaType: string }[] = [];
  for (const call of calls) {
    emit({ type: "tool-call", id: call.id, name: call.name, arguments: call.input });
    const reply = await askTool(call, tools, signal);
    const isShown = model?.seesImages === true;
    if (isShown) pictures.push(...reply.images.map((image) => ({ type: "file" as const, ...image })));
    const seen =
      reply.images.length === 0
        ? ""
        : isShown
          ? "\n[the picture follows]"
          : "\n[a picture, which this model is not known to see]";
    const text = fitResult(reply.text, model?.contextLength ?? null, calls.length);
    const told = `${text}${seen}`.trim() || "done";
    emit({ type: "tool-result", id: call.id, text: cap(told), isError: reply.isError });
    const output = { type: reply.isError ? ("error-text" as const) : ("text" as const), value: told };
    results.push({ type: "tool-result", toolCallId: call.id, toolName: call.name, output });
  }
  return [
    ...(results.length === 0 ? [] : [{ role: "tool" as const, content: results }]),
    ...(pictures.length === 0 ? [] : [{ role: "user" as const, content: pictures }]),
  ];
}

async function askTool(call: ToolCall, tools: readonly McpTool[], signal: AbortSignal): Promise<McpReply> {
  const tool = tools.find(({ name }) => name === call.name);
  if (call.problem !== null || tool === undefined)
    return { text: call.problem ?? "there is no such tool", images: [], isError: true };
  return tool.call(call.input, signal);
}

const cap = (text: string): string =>
  text.length <= MAX_EVENT_CHARACTERS ? text : `${text.slice(0, MAX_EVENT_CHARACTERS)}\n[cut off]`;
