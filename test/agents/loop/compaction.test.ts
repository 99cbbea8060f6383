import { expect, it } from "vitest";
import { compact } from "../../../src/agents/loop/compaction.ts";
import { converse } from "./converse.ts";

it("compaction cuts what old calls failed with, too", async () => {
  const history = converse(
    Array.from({ length: 10 }, () => "e".repeat(20_000)),
    "error-text",
  );
  const request = { contextLength: 60_000, model: "none", system: "", maxOutputTokens: null };
  const shorter = await compact(history, { ...request, signal: AbortSignal.timeout(600_000) });
  expect(JSON.stringify(shorter.steps.slice(0, 6)).length).toBeLessThan(6_000);
  expect(shorter.steps.slice(6)).toEqual(history.steps.slice(6));
});
