import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "../../src/exporters/json-text.ts";
import { nastyText } from "./nasty-text.ts";

const any = fc.array(nastyText);

describe("JSON", () => {
  it("gives texts back, but for halves of surrogate pairs, which UTF-8 cannot hold", () => {
    fc.assert(
      fc.property(any, (texts) => {
        const json = toJson(texts);
        expect(json.isWellFormed()).toBe(true);
        expect(JSON.parse(json)).toEqual(texts.map((text) => text.toWellFormed()));
      }),
    );
  });

  it("is one line, however a reader ends lines", () => {
    fc.assert(
      fc.property(any, (texts) => {
        expect(toJson(texts)).not.toMatch(/[\n\v\f\r\u001C-\u001E\u0085\u2028\u2029]/);
      }),
    );
  });
});
