import { describe, expect, it } from "vitest";
import { findLeaks, type Secrets } from "../../src/admission/leaks.ts";

const file = (path: string, text: string) => ({ path, content: new TextEncoder().encode(text) });

const CODE = [
  "const total = rows.reduce((sum, row) => sum + row.cents, 0);",
  "show(total / 100);",
  "store(rows);",
  "announce(`${rows.length} rows, ${total} cents`);",
].join("\n");

const leaksOf = (secrets: Partial<Secrets>, where: string, text: string): string[] =>
  findLeaks({ checks: [], solution: [], start: [], ...secrets }, [{ where, text }]).map(
    ({ subject, message }) => `${subject}: ${message.split(":")[0]}`,
  );

describe("leaks", () => {
  it("are lines of the solution in what the agent is given, however they are indented", () => {
    const solution = [file("src/total.js", `import x from "./x.js";\n${CODE}\n`)];
    const given = `A hint:\n${CODE.replaceAll(/^/gm, "      ")}\nGood luck.`;
    expect(leaksOf({ solution }, "README.md", given)).toEqual([
      "src/total.js: a passage of the solution (src/total.js) stands in README.md",
    ]);
  });

  it("are lines of the checks in it", () => {
    expect(
      leaksOf({ checks: [file("checks/a.spec.ts", CODE)] }, "the prompt of turn 1", `x\n${CODE}`),
    ).toHaveLength(1);
  });

  it("are not what stood there from the start and the solution keeps", () => {
    const start = [file("src/total.js", CODE)];
    expect(
      leaksOf({ solution: [file("src/total.js", `${CODE}\nmore();`)], start }, "src/total.js", CODE),
    ).toEqual([]);
    expect(
      leaksOf({ solution: [file("src/total.js", `${CODE}\nmore();`)], start }, "src/old.js", CODE),
    ).toEqual([]);
  });

  it("are not a few words that everybody writes", () => {
    const solution = [file("index.html", "<!doctype html>\n<html>\n<body>\n<h1>Shop</h1>\n</body>\n</html>")];
    expect(
      leaksOf({ solution }, "starter.html", "<!doctype html>\n<html>\n<body>\n<h1>Shop</h1>\n</body>"),
    ).toEqual([]);
  });

  it("are no pictures", () => {
    const picture = { path: "a.png", content: new Uint8Array([137, 80, 78, 71, 0, 0, 1]) };
    expect(
      findLeaks({ checks: [picture], solution: [picture], start: [] }, [{ where: "x", text: "y" }]),
    ).toEqual([]);
  });
});
