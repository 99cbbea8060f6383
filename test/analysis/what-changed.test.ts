import { describe, expect, it } from "vitest";
import { findChanges, findRunChanges } from "../../src/analysis/what-changed.ts";
import type { Configuration } from "../../src/core/configuration.ts";
import { makeConfiguration } from "./make-summary.ts";

const base = makeConfiguration("loop", "qwen/one");
const model = base.model!;

const CASES: readonly { title: string; other: Configuration; changes: readonly object[] }[] = [
  { title: "nothing", other: base, changes: [] },
  {
    title: "the agent's version",
    other: { ...base, agent: { ...base.agent, version: "2.0.0" } },
    changes: [{ what: "agent's version", a: "1.0.0", b: "2.0.0" }],
  },
  {
    title: "a setting",
    other: { ...base, agent: { ...base.agent, settings: { ...base.agent.settings, tools: "none" } } },
    changes: [{ what: "tools", a: "all", b: "none" }],
  },
  {
    title: "the model",
    other: makeConfiguration("loop", "qwen/two"),
    changes: [{ what: "model", a: "qwen/one", b: "qwen/two" }],
  },
  {
    title: "the temperature",
    other: { ...base, model: { ...model, generation: { ...model.generation, temperature: 0.2 } } },
    changes: [{ what: "temperature", a: "–", b: "0.2" }],
  },
  {
    title: "the endpoint",
    other: { ...base, model: { ...model, endpoints: [{ host: "eu.example.com", region: "Europe" }] } },
    changes: [{ what: "endpoint", a: "api.example.com", b: "eu.example.com (Europe)" }],
  },
  {
    title: "the weights",
    other: { ...base, model: { ...model, facts: { ...model.facts, quantisation: "q4" } } },
    changes: [{ what: "quantisation", a: "–", b: "q4" }],
  },
  {
    title: "no metadata",
    other: { ...base, model: { ...model, metadata: { name: "qwen/*", licence: "Apache-2.0" } } },
    changes: [],
  },
];

describe("findChanges", () => {
  it.each(CASES)("names $title", ({ other, changes }) => {
    expect(findChanges(base, other)).toEqual(changes);
  });

  it("compares an agent with a model to one without", () => {
    expect(findChanges(base, makeConfiguration("nop"))).toEqual([
      { what: "agent", a: "loop", b: "nop" },
      { what: "model", a: "qwen/one", b: "–" },
      { what: "endpoint", a: "api.example.com", b: "–" },
    ]);
  });

  it("names another harness, and workspaces that were graded again", () => {
    const fresh = { buildoff: "0.1.0", derivedFrom: null };
    expect(findRunChanges(fresh, { buildoff: "0.2.0", derivedFrom: "night-1" })).toEqual([
      { what: "buildoff", a: "0.1.0", b: "0.2.0" },
      { what: "workspaces of the run", a: "–", b: "night-1" },
    ]);
  });
});
