import { describe, expect, it } from "vitest";
import { formatCost, formatDuration, formatSize } from "../../src/core/format.ts";
import { DurationSchema, SizeSchema } from "../../src/core/units.ts";

describe("durations", () => {
  it.each([
    ["500ms", 500],
    ["20s", 20_000],
    ["1.5m", 90_000],
    ["2h", 7_200_000],
    ["30d", 2_592_000_000],
  ])("%s is %d ms", (text, ms) => {
    expect(DurationSchema.parse(text)).toBe(ms);
  });

  it.each(["20", "20 s", "-1s", "1w", "", "s"])("%j is refused with an example of what is meant", (text) => {
    expect(DurationSchema.safeParse(text).error?.issues[0]?.message).toContain("20s");
  });

  it.each([
    [850, "850ms"],
    [12_400, "12.4s"],
    [59_960, "1m 00s"],
    [185_000, "3m 05s"],
    [7_800_000, "2h 10m"],
  ])("%d ms reads %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("sizes", () => {
  it("tells decimal units from binary ones", () => {
    expect(SizeSchema.parse("2GB")).toBe(2_000_000_000);
    expect(SizeSchema.parse("2GiB")).toBe(2_147_483_648);
  });

  it("reads as people say it", () => {
    expect([812, 4_200, 1_500_000_000].map(formatSize)).toEqual(["812 B", "4.2 kB", "1.5 GB"]);
  });
});

describe("costs", () => {
  it("never shows an unknown price as nothing", () => {
    expect([null, 0, 0.0042, 1.5].map(formatCost)).toEqual(["unknown", "$0.00", "$0.0042", "$1.50"]);
  });
});
