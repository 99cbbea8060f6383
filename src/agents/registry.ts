import type { AgentDefinition } from "../core/agent.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { command } from "./command.ts";
import { geminiCli } from "./gemini-cli.ts";
import { loop } from "./loop.ts";
import { nop } from "./nop.ts";
import { oneShot } from "./one-shot.ts";
import { opencode } from "./opencode.ts";
import { oracle } from "./oracle.ts";
import { qwenCode } from "./qwen-code.ts";

/** Every agent by its name. A new one is a file beside this, and a line here. */
export const agents: Readonly<Record<string, AgentDefinition>> = {
  oracle,
  nop,
  command,
  loop,
  "one-shot": oneShot,
  "qwen-code": qwenCode,
  "claude-code": claudeCode,
  codex,
  "gemini-cli": geminiCli,
  opencode,
};
