import { describe, expect, it } from "vitest";
import { createScrub } from "../../src/arena/scrub.ts";

const scrub = createScrub([
  "qwen-code qwen/qwen3-coder-plus",
  "loop acme/zephyr-9b-max",
  "Acme",
  "local/willow",
]);
/** Names whose parts are words that pages have of their own. */
const plain = createScrub([
  "command local/good",
  "one-shot minimax-text-01",
  "Meta",
  "mistral/mistral-medium-3",
  "google/gemini-2.5-flash",
]);

describe("names of models and makers", () => {
  it.each([
    ["<!-- Made by Qwen3-Coder-Plus -->", "<!-- Made by xxxxx-xxxxx-xxxx -->"],
    ["built with Claude Code", "built with xxxxxx xxxx"],
    ["ZEPHYR-9B-MAX", "xxxxxx-xx-xxx"],
    ["by acme, and by GPT-5", "by xxxx, and by xxx-5"],
    ["const qwenTheme = qwen_theme;", "const xxxxTheme = xxxx_theme;"],
    ["madeByClaude, GPTApp, x.openaiKey", "madeByxxxxxx, xxxApp, x.xxxxxxKey"],
    ["© OpenAI 2026", "© xxxxxx 2026"],
    ["This page was built by Zephyr.", "This page was built by xxxxxx."],
    ['<meta name="generator" content="willow">', '<meta name="generator" content="xxxxxx">'],
    ['console.log("I am Willow")', 'console.log("I am xxxxxx")'],
  ])("are taken out of %j", (text, expected) => {
    expect(scrub(text)).toBe(expected);
    expect(scrub(text)).toHaveLength(text.length);
  });

  it.each([
    "a pro plan, the max, one code, a mini map, a preview",
    "codexes and geminids, the llamas of Peru",
    "const total = 42; // largest of 9",
    "اردو 中文",
    "<p>A willow in the wind, a zephyr in the acme of it</p>",
  ])("leave %j alone", (text) => {
    expect(scrub(text)).toBe(text);
  });

  it.each([
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    "if (event.metaKey) localStorage.setItem('size', 'medium')",
    'document.execCommand("copy")',
    '<input type="text"><option value="medium">medium</option>',
    "element.textContent = good ? text : flash",
    "import one from './shot.js' with { type: 'text' };",
  ])("leave what a page has of its own alone: %j", (text) => {
    expect(plain(text)).toBe(text);
  });

  it("are found where such a word signs a page", () => {
    expect(plain("Page by Meta, with Gemini 2.5 Flash")).toBe("Page by xxxx, with xxxxxx 2.5 Flash");
    expect(plain("powered by minimax-text-01")).toBe("powered by xxxxxxx-xxxx-xx");
  });
});
