import { describe, expect, it } from "vitest";
import { TrialEventSchema } from "../../src/core/event.ts";
import { ManifestSchema } from "../../src/core/manifest.ts";
import { TrialResultSchema } from "../../src/core/result.ts";
import { SummarySchema } from "../../src/core/summary.ts";
import { TrialRowSchema } from "../../src/core/trial-row.ts";
import { readRows, VARIED, variedRun } from "./fixture/run.ts";

describe("the run that the exporters are tried with", () => {
  it("is one that buildoff could have made", async () => {
    ManifestSchema.parse(variedRun.manifest);
    SummarySchema.parse(variedRun.summary);
    for (const row of await readRows(variedRun)) {
      TrialRowSchema.parse(row);
      TrialResultSchema.parse(await variedRun.result(row.id));
      for (const number of [1, 2])
        for await (const event of variedRun.events(row.id, number)) TrialEventSchema.parse(event);
    }
  });

  it("holds every outcome", () => {
    const kinds = new Set(VARIED.map(({ result }) => result.outcome.kind));
    expect([...kinds].toSorted()).toEqual(["agent-error", "cancelled", "completed", "infra-error", "limit"]);
  });
});
