import { describe, expect, it } from "vitest";
import { createContextWatch, type ReadCall } from "../../src/gateway/context-watch.ts";

const call = (
  sentBytes: number,
  inputTokens: number,
  { hasPictures = false, opening = "main" } = {},
): ReadCall => ({
  opening,
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

  it("is noticed where whole messages are dropped, and the tokens vary below the window", () => {
    const said = watch(null, [call(30_000, 7_900), call(34_000, 7_100), call(39_000, 7_600)]);
    expect(said[0]).toContain("read 7100 tokens of a request of 34000 bytes");
  });

  it("is noticed in a conversation that side questions interrupt", () => {
    const said = watch(null, [
      call(30_000, 4_096),
      call(3_000, 800, { opening: "title" }),
      call(36_000, 4_096),
    ]);
    expect(said).toHaveLength(1);
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
    [
      "where the server tells only what was not in its cache",
      null,
      [
        call(60_000, 17_000),
        call(64_000, 1_100),
        call(70_000, 1_700),
        call(74_500, 1_250),
        call(79_000, 1_240),
      ],
    ],
    [
      "where a side question is shorter, and in a script of fewer tokens",
      null,
      [
        call(10_000, 4_000, { opening: "main" }),
        call(13_000, 3_400, { opening: "title" }),
        call(12_500, 5_000, { opening: "main" }),
      ],
    ],
    [
      "where old pictures make room for text",
      null,
      [call(500_000, 9_000, { hasPictures: true }), call(60_000, 9_500), call(64_000, 10_600)],
    ],
    ["where a request grows by little", null, [call(10_000, 2_500), call(10_400, 2_500)]],
    ["where pictures are many bytes", 8_192, [call(900_000, 1_500, { hasPictures: true })]],
    ["where the text is within the window", 32_768, [call(60_000, 15_000)]],
  ] as [string, number | null, ReadCall[]][])("%s", (_where, contextLength, calls) => {
    expect(watch(contextLength, calls)).toEqual([]);
  });
});
