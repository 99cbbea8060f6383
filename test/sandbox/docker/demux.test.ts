import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createDemuxer } from "../../../src/sandbox/docker/demux.ts";

const frame = (stream: 1 | 2, content: Uint8Array): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.byteLength, 4);
  return Buffer.concat([header, content]);
};

test("output is taken apart as it was sent, however the connection cuts it", () => {
  const frames = fc.array(
    fc.tuple(fc.constantFrom(1 as const, 2 as const), fc.uint8Array({ maxLength: 40 })),
  );
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
      const wire = Buffer.concat(sent.map(([stream, content]) => frame(stream, content)));
      const seen = { stdout: [] as number[], stderr: [] as number[] };
      const push = createDemuxer((chunk, stream) => seen[stream].push(...chunk));
      for (let at = 0, turn = 0; at < wire.length; turn += 1) {
        const length = cuts[turn % cuts.length]!;
        push(wire.subarray(at, at + length));
        at += length;
      }
      const expected = (wanted: 1 | 2) =>
        sent.flatMap(([stream, content]) => (stream === wanted ? [...content] : []));
      expect(seen).toEqual({ stdout: expected(1), stderr: expected(2) });
    }),
  );
});
