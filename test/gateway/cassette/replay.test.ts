import { describe, expect, it } from "vitest";
import type { RecordedCall } from "../../../src/gateway/cassette/cassette.ts";
import { findDifference, toComparable } from "../../../src/gateway/cassette/compare.ts";
import { recordUpstream } from "../../../src/gateway/cassette/record.ts";
import { replayUpstream } from "../../../src/gateway/cassette/replay.ts";
import { protocols } from "../../../src/gateway/protocols.ts";
import type { Upstream, UpstreamCall } from "../../../src/gateway/upstream.ts";

const KEY = "sk-0123456789";
const redact = (text: string): string => text.replaceAll(KEY, "[redacted]");
const { signal } = new AbortController();
const call = (body: object): UpstreamCall => ({
  protocol: protocols["openai-chat"],
  path: "/chat/completions",
  headers: {},
  body: JSON.stringify(body),
  signal,
});

const stream = (chunks: readonly string[], isBroken = false): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        if (isBroken) setTimeout(() => controller.error(new TypeError("reset")), 10);
        else controller.close();
      },
    }),
    { headers: { "content-type": "text/event-stream", "x-other": "1" } },
  );

async function record(send: Upstream, bodies: readonly object[]): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const recording = recordUpstream(send, { write: (one) => void calls.push(one), redact });
  for (const body of bodies) await (await recording(call(body))).text().catch(() => "");
  return calls;
}

describe("a recorded call", () => {
  it("is answered byte for byte, in the same pieces, without its secrets", async () => {
    const calls = await record(async () => stream(["data: یک", `data: ${KEY}\n\n`]), [{ messages: [KEY] }]);
    expect(JSON.stringify(calls)).not.toContain(KEY);
    const response = await replayUpstream(calls, redact)(call({ messages: [KEY] }));
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(await response.text()).toBe("data: یکdata: [redacted]\n\n");
  });

  it("that broke breaks again, and one with an error has its status", async () => {
    const [broken] = await record(async () => stream(["data: 1\n\n"], true), [{ a: 1 }]);
    expect(broken).toMatchObject({ isWhole: false });
    await expect((await replayUpstream([broken!], redact)(call({ a: 1 }))).text()).rejects.toThrow("broke");
    const busy = await record(
      async () => new Response("{}", { status: 429, headers: { "retry-after": "2" } }),
      [{ a: 1 }],
    );
    const again = await replayUpstream(busy, redact)(call({ a: 1 }));
    expect([again.status, again.headers.get("retry-after")]).toEqual([429, "2"]);
  });

  it("is found in whatever order calls are made, and is used up", async () => {
    let count = 0;
    const calls = await record(async () => stream([`${(count += 1)}`]), [{ a: 1 }, { a: 2 }, { a: 1 }]);
    const replay = replayUpstream(calls, redact);
    const read = async (body: object): Promise<string> => (await replay(call(body))).text();
    expect([await read({ a: 2 }), await read({ a: 1 }), await read({ a: 1 })]).toEqual(["2", "1", "3"]);
    await expect(read({ a: 1 })).rejects.toThrow(
      "request 4 diverges from the recording at there is no further call",
    );
  });

  it("that is another says where it differs", async () => {
    const calls = await record(
      async () => stream(["1"]),
      [{ messages: [{ content: "build a page" }], model: "m" }],
    );
    const asked = { messages: [{ content: "build a game" }], model: "m" };
    await expect(replayUpstream(calls, redact)(call(asked))).rejects.toThrow(
      'request 1 diverges from the recording at messages[0].content: recorded "build a page", now "build a game"',
    );
  });
});

describe("a call of more than a megabyte", () => {
  const long = (time: string, end: string): object => ({
    messages: [{ content: `[exit code 0, ${time}]` }, { content: "x".repeat(1_100_000) }, { content: end }],
  });

  it("is found though what changes by itself has another length", async () => {
    const calls = await record(async () => stream(["1"]), [long("5ms", `end ${KEY}`)]);
    expect(JSON.stringify(calls).length).toBeLessThan(200_000);
    const response = await replayUpstream(calls, redact)(call(long("12.5s", `end ${KEY}`)));
    expect(await response.text()).toBe("1");
  });

  it("is another where its end differs", async () => {
    const calls = await record(async () => stream(["1"]), [long("5ms", "build a page")]);
    await expect(replayUpstream(calls, redact)(call(long("5ms", "build a game")))).rejects.toThrow(
      "diverges",
    );
  });
});

describe("two requests are compared without what changes by itself", () => {
  it.each([
    ["Today is Friday, November 27, 2026.", "Today is Monday, March 2, 2027."],
    ["at 2026-11-27T20:01:02.123Z", "at 2027-01-01T00:00:00Z"],
    ["-rw-r--r-- 1 agent agent 12 Nov 27 20:01 a.txt", "-rw-r--r-- 1 agent agent 12 Dec  3 04:55 a.txt"],
    ["id 3fd0e839-0d36-4e53-97b4-aeede221338a", "id 7ad0e839-0d36-4e53-97b4-aeede2213000"],
    ["[exit code 0, 5ms]", "[exit code 0, 1.2s]"],
    ["http://127.0.0.1:41257/mcp", "http://127.0.0.1:5/mcp"],
    ["HOSTNAME=afde59ca6229", "HOSTNAME=0123456789ab"],
  ])("%s = %s", (before, now) => {
    expect(findDifference(toComparable({ text: before }), toComparable({ text: now }))).toBeNull();
  });

  it("and with everything else", () => {
    expect(findDifference(toComparable({ a: "12 files" }), toComparable({ a: "13 files" }))).toContain(
      "a: recorded",
    );
    expect(findDifference(toComparable({ a: [1] }), toComparable({ a: [1, 2] }))).toContain("a[1]: recorded");
  });
});
