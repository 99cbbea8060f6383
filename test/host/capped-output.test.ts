import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createCappedOutput } from "../../src/host/capped-output.ts";

test("kept is the head and the tail, however the output was cut into chunks", () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 60_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(chunks, fc.integer({ min: 1, max: 5000 }), (parts, maxBytes) => {
      const output = createCappedOutput(maxBytes);
      for (const part of parts) output.add(part);
      const all = Buffer.concat(parts);
      const head = Math.ceil(maxBytes / 2);
      const tail = Math.min(maxBytes - head, Math.max(0, all.byteLength - head));
      const expected = Buffer.concat([all.subarray(0, head), all.subarray(all.byteLength - tail)]);
      expect(Buffer.compare(output.bytes(), expected)).toBe(0);
      expect(output.isTruncated()).toBe(all.byteLength > maxBytes);
      expect(output.isFlooded()).toBe(all.byteLength >= 10 * maxBytes);
    }),
    { numRuns: 100 },
  );
});

test("the text says how much is missing, and where", () => {
  const output = createCappedOutput(8);
  output.add(Buffer.from("head"));
  expect(output.text()).toBe("head");
  output.add(Buffer.from("1234"));
  expect(output.text()).toBe("head1234");
  output.add(Buffer.from("tail"));
  expect(output.text()).toBe("head\n… 4 bytes left out …\ntail");
});

test("a letter on the seam of head and tail stays whole", () => {
  const output = createCappedOutput(6);
  output.add(Buffer.from("aaébb"));
  expect(output.text()).toBe("aaébb");
});
