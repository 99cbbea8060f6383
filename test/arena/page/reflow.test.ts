import { expect, it } from "vitest";
import { reflow } from "../../../src/arena/page/battle/reflow.ts";

it.each([
  ["one\ntwo\n\nthree", "one two\n\nthree"],
  ["- one\n  more\n- two", "- one\n  more\n- two"],
  ["Steps:\n1. one\n2) two", "Steps:\n1. one\n2) two"],
  ["# Title\nText\ngoes on", "# Title\nText goes on"],
  ["```\na\nb\n```\nc", "```\na\nb\n```\nc"],
  ["构建一个\n页面。", "构建一个页面。"],
  ["ایک صفحہ\nبنائیں", "ایک صفحہ بنائیں"],
  ["", ""],
])("%j reads %j", (text, expected) => {
  expect(reflow(text)).toBe(expected);
});
