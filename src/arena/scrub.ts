import type { Manifest } from "../core/manifest.ts";

/** What an app may say of who made it, beside the names of this arena's own models. */
const MAKERS: readonly string[] = [
  "anthropic",
  "chatgpt",
  "claude",
  "codex",
  "copilot",
  "deepmind",
  "deepseek",
  "gemini",
  "gpt",
  "grok",
  "kimi",
  "llama",
  "mistral",
  "moonshot",
  "openai",
  "opencode",
  "qwen",
];

/** Shorter parts of a name are words of any language. */
const LEAST_LENGTH = 3;
/** Parts that say nothing of who made it. */
const PLAIN = new Set([
  "agent",
  "chat",
  "code",
  "coder",
  "flash",
  "instruct",
  "large",
  "loop",
  "max",
  "mini",
  "nano",
  "one",
  "plus",
  "pro",
  "shot",
  "small",
  "turbo",
  "preview",
  "thinking",
]);

/** Takes the names of models and their makers out of a text. */
export type Scrub = (text: string) => string;

/**
 * Puts letters that mean nothing in place of names, one for each: a program whose variable holds a name still runs, since every file says the
 * same, and nothing in it moves. Case is no difference. A name is found as a word, and as one of the words of `aNameLikeThis`; not inside a
 * longer word.
 * @param names of the configurations that may have made it
 */
export function createScrub(names: readonly string[]): Scrub {
  const words = [...new Set([...names.flatMap(toParts), ...MAKERS])].toSorted((x, y) => y.length - x.length);
  const pattern = new RegExp(words.map(escape).join("|"), "gi");
  return (text) =>
    text.replaceAll(pattern, (found, at: number) =>
      startsWord(text, at) && endsWord(text, at + found.length) ? found.replaceAll(/[a-z0-9]/gi, "x") : found,
    );
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[a-z]/i.test(sign);
const isCapital = (sign: string | undefined): boolean => sign !== undefined && /[A-Z]/.test(sign);

/** `byClaude`, `by-claude`; not `declaude`. */
const startsWord = (text: string, at: number): boolean =>
  !isLetter(text[at - 1]) || (isCapital(text[at]) && !isCapital(text[at - 1]));

/** `claudeTheme`, `GPTApp`, `claude_theme`; not `claudette`. */
const endsWord = (text: string, end: number): boolean =>
  !isLetter(text[end]) ||
  (isCapital(text[end]) &&
    (!isCapital(text[end - 1]) || (isLetter(text[end + 1]) && !isCapital(text[end + 1]))));

/** Who may have built something in these runs, and with what. */
export const listNames = (manifests: readonly Pick<Manifest, "agents" | "models">[]): string[] =>
  manifests.flatMap(({ agents, models }) => [
    ...agents.flatMap(({ name, agent }) => [name, agent]),
    ...models.flatMap(({ name, metadata }) => [name, metadata.organisation ?? ""]),
  ]);

/** `qwen-code qwen/qwen3-coder-plus`: the whole of each word, what stands before and behind its slash, and its telling parts. */
function toParts(name: string): string[] {
  const words = name.toLowerCase().split(/\s+/);
  const pieces = words.flatMap((word) => [word, ...word.split("/")]);
  const parts = pieces.flatMap((piece) => piece.split(/[-_.:]/));
  return [
    ...pieces.filter((piece) => !PLAIN.has(piece)),
    ...parts.filter((part) => !PLAIN.has(part) && !/^\d+$/.test(part)),
  ].filter((part) => part.length >= LEAST_LENGTH);
}

const escape = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
