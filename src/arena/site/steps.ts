import type { TrialEvent } from "../../core/event.ts";
import type { Scrub } from "../scrub.ts";
import type { AppSteps } from "./protocol.ts";

type Step = AppSteps["steps"][number];

/** More than anybody reads before a vote. */
const MOST_STEPS = 500;
const MOST_CHARACTERS = 600;

/** What tools do, by words of their names: how an agent calls its tools tells which one it is. Public arenas name them so. */
const TOOLS: readonly (readonly [name: string, words: RegExp])[] = [
  ["run_command", /bash|shell|exec|command|terminal|run/i],
  ["edit_file", /edit|replace|patch|update|modif|insert/i],
  ["create_file", /write|create|save/i],
  ["read_file", /read|view|cat|open|fetch/i],
  ["search_files", /grep|glob|search|find|list|ls/i],
  ["plan", /todo|plan|task|think/i],
];

/** How an agent came to its app: what it said and which tools it used, without what tells who it is. */
export async function readSteps(events: AsyncIterable<TrialEvent>, scrub: Scrub): Promise<Step[]> {
  const steps: Step[] = [];
  let turn = 1;
  for await (const { event } of events) {
    if (steps.length >= MOST_STEPS) break;
    if (event.type === "turn-started") turn = event.turn;
    else if (event.type === "agent-message")
      steps.push({ turn, kind: "message", tool: null, text: shorten(scrub(event.text)) });
    else if (event.type === "tool-call")
      steps.push({
        turn,
        kind: "tool",
        tool: toNeutralName(event.name),
        text: shorten(scrub(describe(event.arguments))),
      });
    else if (event.type === "phase-ended" && event.phase === "agent")
      steps.push({ turn, kind: "end", tool: null, text: "" });
  }
  return steps;
}

const toNeutralName = (name: string): string =>
  TOOLS.find(([, words]) => words.test(name))?.[0] ?? "other_tool";

/** Values of the arguments: their names are the tool's own. */
function describe(given: unknown): string {
  if (typeof given === "string") return given;
  if (given === null || typeof given !== "object")
    return given === undefined || given === null ? "" : JSON.stringify(given);
  return Object.values(given)
    .map((value) => (typeof value === "string" ? value : JSON.stringify(value)))
    .join("\n");
}

const shorten = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…`;
