import { shorten } from "../matching/words.ts";
import type { Step } from "./schema.ts";

const DURATIONS = new Set(["wait", "tick", "timeout"]);

/** A step as a task writes it, on one line: `expect: { testId: total, text: "12.50" }`. */
export function writeStep(step: Step): string {
  if (typeof step === "string") return step;
  const { name, ...action } = step;
  const entry = Object.entries(action).find(([, value]) => value !== undefined);
  const [key, value] = entry!;
  if (key === "repeat") return `repeat: { times: ${(value as { times: number }).times}, … }`;
  const written = key === "viewport" ? writeViewport(value) : write(value, key);
  return shorten(`${name === undefined ? "" : `${name}: `}${key}: ${written}`, 400);
}

function writeViewport(value: unknown): string {
  const { width, height } = value as { width: number; height: number };
  return `${width}x${height}`;
}

function write(value: unknown, key = ""): string {
  if (typeof value === "number" && DURATIONS.has(key)) {
    return value % 1_000 === 0 ? `${value / 1_000}s` : `${value}ms`;
  }
  if (typeof value === "string") return isPlain(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item)).join(", ")}]`;
  if (value === null || typeof value !== "object") return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${name}: ${write(member, name)}`).join(", ")} }`;
}

/** Whether YAML reads it as this text without quotes, inside braces. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}/][\p{L}\p{M}\p{N}_./ -]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
  );
}
