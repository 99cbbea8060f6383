import { describe, expect, it } from "vitest";
import { exporters } from "../../src/exporters/registry.ts";
import { exportAll, makeRun, variedRun } from "./fixture/run.ts";
import { makeTrial } from "./fixture/trials.ts";

describe.each(Object.entries(exporters))("the exporter %s", (id, exporter) => {
  it("is called what it is registered as, and says what it makes", () => {
    expect(exporter.name).toBe(id);
    expect(exporter.summary).not.toBe("");
  });

  it("makes the same bytes of the same run, in files below the folder that it is given", async () => {
    const files = await exportAll(exporter, variedRun);
    expect(await exportAll(exporter, variedRun)).toEqual(files);
    for (const [path, content] of files) {
      expect(path).toMatch(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\\\0]+$/);
      expect({ path, isWellFormed: content.isWellFormed() }).toEqual({ path, isWellFormed: true });
    }
  });

  it("takes a run of which nothing is finished, and one of which nothing was planned", async () => {
    await exportAll(exporter, makeRun([], [makeTrial({})]));
    await exportAll(exporter, makeRun([]));
  });
});

describe("every run gets", () => {
  it("JUnit XML", () => {
    const own = Object.values(exporters).filter(({ isPartOfRun }) => isPartOfRun);
    expect(own.map(({ name }) => name)).toEqual(["junit"]);
  });
});
