import type { ModelMessage } from "ai";
import type { AgentContext, AgentEnd } from "../../core/agent.ts";
import type { AgentSettings } from "../../core/agent-settings.ts";
import { createLanguageModel, toOutputLimit } from "../language-model.ts";
import { toAgentEnd } from "../loop/agent-end.ts";
import { takeStep } from "../loop/step.ts";
import { type McpTool, openMcpTools } from "../mcp-tools.ts";
import { type AnswerFile, readAnswerFiles } from "./answer-files.ts";

const SYSTEM = `You write a web app in one answer. Give every file of it in a fenced code block of its own, with the file's \
path after the language, like this:

\`\`\`html index.html
<!doctype html>
…
\`\`\`

Give whole files, never parts of them. Nothing can be installed, and the app has no network.`;

const GO_ON =
  "You were cut off. Repeat the file that you were writing from its beginning, then give the rest.";
const CHARACTERS_PER_TOKEN = 3;
/** Of the window, what is left for the answer. */
const PROMPT_SHARE = 0.75;
/** A larger file of the workspace is not shown. */
const MAX_SHOWN_BYTES = 64_000;
/** `-size -Nc` is less than N bytes. */
const LIST = String.raw`find . \( -name node_modules -o -name .git \) -prune -o -type f -size -${MAX_SHOWN_BYTES + 1}c -print | sort | head -n 50`;

/** @throws what tells of the infrastructure or of the sandbox; what else goes wrong is how it ends */
export async function runOneShot(context: AgentContext, settings: AgentSettings): Promise<AgentEnd> {
  await using servers = await openMcpTools(context.mcpServers);
  try {
    return await answerInRounds(context, settings, servers.tools);
  } catch (error) {
    return toAgentEnd(error, context.signal);
  }
}

async function answerInRounds(
  context: AgentContext,
  { repairs }: AgentSettings,
  tools: readonly McpTool[],
): Promise<AgentEnd> {
  const files = new Map<string, string>();
  const current = await describeWorkspace(context);
  let prompt =
    current === ""
      ? context.turn.prompt
      : `${context.turn.prompt}\n\nThe files as they are now:\n\n${current}`;
  for (let round = 0; ; round += 1) {
    const tooLong = findTooLong(prompt, context);
    if (tooLong !== null)
      return round === 0 ? { kind: "agent-error", message: tooLong } : { kind: "completed" };
    const written = await ask(prompt, context);
    if (written.length === 0 && round === 0)
      return { kind: "agent-error", message: "the answer holds no file: no code block names one" };
    for (const { path, content } of written) files.set(path, content);
    await context.sandbox.writeAsAgent(
      written.map(({ path, content }) => ({ path, content: Buffer.from(content) })),
    );
    await context.checkpoint(round === 0 ? "first answer" : `repair ${round}`);
    if (round >= repairs) return { kind: "completed" };
    const problems = await findProblems(tools, context.signal);
    if (problems === null) return { kind: "completed" };
    context.emit({ type: "agent-message", text: `[to be mended]\n${problems}` });
    prompt = toRepairPrompt(context.turn.prompt, files, problems);
  }
}

/** Asks once, and once more where the answer was cut off. */
async function ask(
  prompt: string,
  { model: access, signal, emit }: AgentContext,
): Promise<readonly AnswerFile[]> {
  const request = {
    model: createLanguageModel(access!),
    system: SYSTEM,
    tools: [],
    maxOutputTokens: toOutputLimit(access!),
    signal,
  };
  const messages: ModelMessage[] = [{ role: "user", content: prompt }];
  const first = await takeStep({ ...request, messages });
  emit({ type: "agent-message", text: first.text });
  const { files, isCutOff } = readAnswerFiles(first.text);
  if (!isCutOff && first.finish !== "length") return files;
  emit({ type: "agent-message", text: "[the answer was cut off]" });
  const rest = await takeStep({
    ...request,
    messages: [...messages, first.message, { role: "user", content: GO_ON }],
  });
  emit({ type: "agent-message", text: rest.text });
  return [...files, ...readAnswerFiles(rest.text).files];
}

/** What a starter or an earlier turn has left, as far as it is text and small. */
async function describeWorkspace({ sandbox, limits }: AgentContext): Promise<string> {
  const list = await sandbox.exec(["sh", "-c", LIST], {
    user: "agent",
    cwd: sandbox.layout.app,
    maxOutputBytes: limits.outputBytes,
  });
  const paths = new TextDecoder().decode(list.stdout).split("\n").filter(Boolean);
  const blocks: string[] = [];
  for (const path of paths) {
    const content = await sandbox.readFile(`${sandbox.layout.app}/${path.slice(2)}`, MAX_SHOWN_BYTES);
    if (content !== null && !content.includes(0))
      blocks.push(toBlock(path.slice(2), new TextDecoder().decode(content)));
  }
  return blocks.join("\n\n");
}

/** Builds, starts and opens the app; null where nothing is wrong that these tell, or there are no tools to look with. */
async function findProblems(tools: readonly McpTool[], signal: AbortSignal): Promise<string | null> {
  const call = async (name: string) => tools.find((tool) => tool.name === name)?.call({}, signal);
  const started = await call("start_app");
  if (started === undefined) return null;
  if (started.isError) return started.text;
  const opened = await call("browser_navigate");
  if (opened?.isError === true) return opened.text;
  const log = await call("browser_console");
  const errors = (log?.text ?? "")
    .split("\n")
    .filter((line) => /^(error|failed|status [45]\d\d):?/.test(line));
  return errors.length === 0 ? null : errors.join("\n");
}

/** A conversation of its own: such models have small windows. */
function toRepairPrompt(task: string, files: ReadonlyMap<string, string>, problems: string): string {
  const blocks = [...files].map(([path, content]) => toBlock(path, content));
  return `${task}\n\nThis is what you wrote:\n\n${blocks.join("\n\n")}\n\nThis goes wrong:\n${problems}\n\nGive the files that must change, whole.`;
}

const toBlock = (path: string, content: string): string =>
  `\`\`\`${path.split(".").at(-1) ?? ""} ${path}\n${content.trimEnd()}\n\`\`\``;

function findTooLong(prompt: string, { model }: AgentContext): string | null {
  const contextLength = model?.contextLength ?? null;
  const tokens = Math.ceil((SYSTEM.length + prompt.length) / CHARACTERS_PER_TOKEN);
  if (contextLength === null || tokens <= contextLength * PROMPT_SHARE) return null;
  return `the prompt does not fit: about ${tokens} tokens, and the model takes ${contextLength} with its answer`;
}
