import { describe, expect, it } from "vitest";
import { type Press, readKey } from "../../../src/arena/page/vote/keys.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

const answer = (answer: string) => ({ kind: "answer", answer });

describe("a key", () => {
  it.each([
    ["1", answer("first")],
    ["a", answer("first")],
    ["2", answer("second")],
    ["b", answer("second")],
    ["3", answer("tie")],
    ["t", answer("tie")],
    ["4", answer("both_bad")],
    ["x", answer("both_bad")],
    ["n", { kind: "next" }],
    ["?", { kind: "keys" }],
    ["Escape", { kind: "leave" }],
    ["5", null],
    ["c", null],
    ["Enter", null],
    ["Tab", null],
    ["ArrowLeft", null],
  ])("%s means %o", (key, command) => {
    expect(readKey(press(key), false)).toEqual(command);
  });

  it("is read with the Caps Lock on", () => {
    expect(readKey(press("A"), false)).toEqual(answer("first"));
  });

  it.each([
    ["an Urdu digit", press("۲", { code: "Digit2" }), answer("second")],
    ["an Urdu letter on the key of A", press("ا", { code: "KeyA" }), answer("first")],
    ["an Urdu question mark", press("؟", { code: "Slash", shiftKey: true }), { kind: "keys" }],
    ["a French digit, without Shift", press("&", { code: "Digit1" }), answer("first")],
    ["a digit of the number pad", press("4", { code: "Numpad4" }), answer("both_bad")],
    ["a French q, on the key of A", press("q", { code: "KeyA" }), null],
  ])("may be %s", (_, key, command) => {
    expect(readKey(key, false)).toEqual(command);
  });

  it.each(["ctrlKey", "metaKey", "altKey", "shiftKey", "repeat", "isComposing"] as const)(
    "is no answer with %s",
    (modifier) => {
      for (const key of ["1", "a", "n", "Escape"])
        expect(readKey(press(key, { [modifier]: true }), false)).toBeNull();
    },
  );

  it("is the text's while one types, but for submitting", () => {
    for (const key of ["1", "a", "x", "n", "?", "Escape"]) expect(readKey(press(key), true)).toBeNull();
    expect(readKey(press("Enter", { ctrlKey: true }), true)).toEqual({ kind: "submit" });
  });

  it.each([
    [{ ctrlKey: true }, { kind: "submit" }],
    [{ metaKey: true }, { kind: "submit" }],
    [{ ctrlKey: true, shiftKey: true }, null],
    [{ ctrlKey: true, altKey: true }, null],
    [{ ctrlKey: true, repeat: true }, null],
  ])("Enter with %o gives %o", (modifiers, command) => {
    expect(readKey(press("Enter", modifiers), false)).toEqual(command);
  });
});
