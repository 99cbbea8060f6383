import { describe, expect, it } from "vitest";
import { createContextWatch, type ReadCall } from "../../src/gateway/context-watch.ts";

const call = (sentBytes: number, inputTokens: number, hasPictures = false): ReadCall => ({
  sentBytes,
  inputTokens,
  hasPictures,
});

function watch(contextLength: number | null, calls: readonly ReadCall[]): string[] {
  const context = createContextWatch(contextLength);
  return calls.flatMap((one) => context.note(one) ?? []);
}

describe("a server that cuts the beginning off", () => {
  it("is noticed where a longer request has no more tokens, once", () => {
    const said = watch(null, [
      call(10_000, 2_500),
      call(20_000, 4_096),
      call(30_000, 4_096),
      call(40_000, 4_096),
    ]);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain("read 4096 tokens of a request of 30000 bytes");
    expect(said[0]).toContain("num_ctx");
  });

  it("is noticed at the first request where the window is known", () => {
    expect(watch(2_048, [call(60_000, 2_047)])[0]).toContain("its window is 2048");
  });
});

describe("nothing is said", () => {
  it.each([
    ["where all is read", null, [call(10_000, 2_500), call(20_000, 5_000), call(40_000, 10_000)]],
    [
      "where an agent makes its conversation shorter",
      null,
      [call(100_000, 25_000), call(20_000, 5_000), call(30_000, 7_500)],
    ],
    ["where a request grows by little", null, [call(10_000, 2_500), call(10_400, 2_500)]],
    ["where pictures are many bytes", 8_192, [call(900_000, 1_500, true)]],
    ["where the text is within the window", 32_768, [call(60_000, 15_000)]],
  ] as [string, number | null, ReadCall[]][])("%s", (_where, contextLength, calls) => {
    expect(watch(contextLength, calls)).toEqual([]);
  });
});
