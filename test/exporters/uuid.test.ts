import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toUuid4 } from "../../src/exporters/uuid.ts";
import { sha256 } from "./fixture/sha256.ts";

describe("a UUID made of a hash", () => {
  it("is of version 4, and the same for the same hash", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const uuid = toUuid4(sha256(text));
        expect(z.uuidv4().safeParse(uuid).success).toBe(true);
        expect(toUuid4(sha256(text))).toBe(uuid);
      }),
    );
  });
});
