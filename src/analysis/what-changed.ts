import type { Configuration } from "../core/configuration.ts";
import type { Summary } from "../core/summary.ts";

/** One setting that differs between two configurations. */
export interface Change {
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

/** How two configurations differ: what an experiment is about. Empty where the same was run twice. */
export function findChanges(a: Configuration, b: Configuration): Change[] {
  const left = toSettings(a);
  const right = toSettings(b);
  return compareSettings(left, right);
}

/** What else two runs differ in that no comparison is refused for. */
export function findRunChanges(
  a: Pick<Summary, "buildoff" | "derivedFrom">,
  b: Pick<Summary, "buildoff" | "derivedFrom">,
): Change[] {
  const toTexts = (run: typeof a): Record<string, unknown> => ({
    buildoff: run.buildoff,
    "workspaces of the run": run.derivedFrom,
  });
  return compareSettings(toTexts(a), toTexts(b));
}

type Settings = Readonly<Record<string, unknown>>;

function compareSettings(a: Settings, b: Settings): Change[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((what) => {
    const [left, right] = [describe(a[what]), describe(b[what])];
    return left === right ? [] : [{ what, a: left, b: right }];
  });
}

/** Flat, and named as people name them. Metadata is no part of what was run. */
function toSettings({ agent, model }: Configuration): Settings {
  return {
    agent: agent.agent,
    "agent's label": agent.name === agent.agent ? null : agent.name,
    "agent's version": agent.version,
    ...agent.settings,
    // `command` has its version twice.
    version: null,
    model: model?.name,
    ...model?.generation,
    ...model?.facts,
    endpoint: model?.endpoints.map(({ host, region }) => (region === null ? host : `${host} (${region})`)),
  };
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return value.map(describe).join(", ") || "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
