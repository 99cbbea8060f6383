import { describe, expect, it } from "vitest";
import { createScrub } from "../../src/arena/scrub.ts";

const scrub = createScrub(["qwen-code qwen/qwen3-coder-plus", "loop acme/zephyr-9b-max"]);

describe("names of models and makers", () => {
  it.each([
    ["<!-- Made by Qwen3-Coder-Plus -->", "<!-- Made by xxxxx-xxxxx-xxxx -->"],
    ["built with Claude Code", "built with xxxxxx Code"],
    ["ZEPHYR-9B", "xxxxxx-9B"],
    ["by acme, and by GPT-5", "by xxxx, and by xxx-5"],
    ["const qwenTheme = qwen_theme;", "const xxxxTheme = xxxx_theme;"],
    ["madeByClaude, GPTApp, x.openaiKey", "madeByxxxxxx, xxxApp, x.xxxxxxKey"],
    ["© OpenAI 2026", "© xxxxxx 2026"],
  ])("are taken out of %j", (text, expected) => {
    expect(scrub(text)).toBe(expected);
    expect(scrub(text)).toHaveLength(text.length);
  });

  it.each([
    "a pro plan, the max, one code, a mini map, a preview",
    "codexes and geminids, the llamas of Peru",
    "const total = 42; // largest of 9",
    "اردو 中文",
  ])("leave %j alone", (text) => {
    expect(scrub(text)).toBe(text);
  });
});
