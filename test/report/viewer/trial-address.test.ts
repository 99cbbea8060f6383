import { describe, expect, it } from "vitest";
import { parsePlace } from "../../../src/report/viewer/data/router.ts";
import {
  changeQuery,
  readNumber,
  readTab,
  readTurn,
  readWords,
} from "../../../src/report/viewer/pages/trial/address.ts";
import { toLocalUrl } from "../../../src/report/viewer/pages/trial/app/local-url.ts";

describe("the address of a trial", () => {
  const place = parsePlace("#/trial/run/task.k1?tab=files&turn=1");

  it("keeps what is not changed, and leaves out what is null", () => {
    expect(changeQuery(place, { tab: "logs", turn: null })).toBe("#/trial/run/task.k1?tab=logs");
    expect(changeQuery(place, { q: "a&b" })).toBe("#/trial/run/task.k1?tab=files&turn=1&q=a%26b");
  });

  it("a tab that there is not is the one that is shown otherwise", () => {
    expect(readTab(place.query, "checks")).toBe("files");
    expect(readTab(new URLSearchParams("tab=nothing"), "checks")).toBe("checks");
  });

  it("a turn that there is not is the last one", () => {
    const turns = [{ turn: 1 }, { turn: 2 }];
    expect(readTurn(place.query, turns)).toEqual({ turn: 1 });
    expect(readTurn(new URLSearchParams("turn=9"), turns)).toEqual({ turn: 2 });
    expect(readTurn(place.query, [])).toBeNull();
  });

  it("numbers and words are read as they are, and nothing else is", () => {
    const query = new URLSearchParams("event=12&bad=-1&kinds=tool,nothing,edit");
    expect(readNumber(query, "event")).toBe(12);
    expect(readNumber(query, "bad")).toBeNull();
    expect(readWords(query, "kinds", ["edit", "tool", "model"])).toEqual(["edit", "tool"]);
  });
});

it("a frame shows what runs on this machine, and nothing else", () => {
  expect(toLocalUrl("http://localhost:4000/")).toBe("http://localhost:4000/");
  expect(toLocalUrl("http://0a1b.localhost:4000/")).toBe("http://0a1b.localhost:4000/");
  const others = [
    "https://evil.example/",
    "http://localhost.evil.example:80/",
    "javascript:alert(1)",
    "/x",
    null,
  ];
  for (const other of others) expect(toLocalUrl(other)).toBeNull();
});
