import { expect, test } from "vitest";
import { compressWorkspace, decompressWorkspace } from "../../../src/sandbox/archive/compression.ts";

const tar = new Uint8Array(Buffer.alloc(1_000_000, "abc"));

const stored = (data: Uint8Array, maxBytes: number): unknown => {
  try {
    return decompressWorkspace(data, maxBytes);
  } catch (error) {
    return error;
  }
};

test("a compressed workspace comes back byte for byte", () => {
  const zst = compressWorkspace(tar);
  expect(zst.byteLength).toBeLessThan(10_000);
  expect(Buffer.compare(decompressWorkspace(zst, tar.byteLength), tar)).toBe(0);
});

test("a decompression bomb is refused at its limit", () => {
  const before = process.memoryUsage().rss;
  const bomb = compressWorkspace(new Uint8Array(500_000_000));
  expect(stored(bomb, 1_000_000)).toMatchObject({
    kind: "infra",
    code: "store",
    message: "the stored workspace is larger than 1000000 bytes",
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(900_000_000);
});

test("damaged and cut data is told apart from a workspace", () => {
  const zst = Uint8Array.from(compressWorkspace(tar));
  expect(stored(zst.subarray(0, zst.byteLength - 3), 2_000_000)).toMatchObject({ code: "store" });
  zst[20] = (zst[20] ?? 0) ^ 255;
  expect(stored(zst, 2_000_000)).toMatchObject({ code: "store", message: "the stored workspace is damaged" });
});
