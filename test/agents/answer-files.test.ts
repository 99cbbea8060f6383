import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswerFiles } from "../../src/agents/one-shot/answer-files.ts";

const block = (info: string, content = "x", before = ""): string =>
  `${before}\n\`\`\`${info}\n${content}\n\`\`\`\n`;
const pathsOf = (answer: string): string[] => readAnswerFiles(answer).files.map(({ path }) => path);

describe("the files of an answer", () => {
  it.each([
    ["after the language", block("html index.html"), ["index.html"]],
    ["after the language and a colon", block("js:src/app.js"), ["src/app.js"]],
    ["as path=", block('css path="styles/main.css"'), ["styles/main.css"]],
    ["as title:", block("ts title: server.ts"), ["server.ts"]],
    ["alone", block("package.json"), ["package.json"]],
    ["in bold before it", block("html", "x", "**index.html**"), ["index.html"]],
    ["in a heading before it", block("js", "x", "### `src/main.js`"), ["src/main.js"]],
    ["as File: before it", block("js", "x", "File: a-b/c.d.mjs"), ["a-b/c.d.mjs"]],
    ["in a list before it", block("js", "x", "2. **app.js**:"), ["app.js"]],
    ["in a numbered heading before it", block("js", "x", "### 3) `app.js`"), ["app.js"]],
    ["with a number of its own", block("js", "x", "**2048.js**"), ["2048.js"]],
    [
      "with nothing but a number",
      block("html", "x", "### 404.html") + block("html index.html"),
      ["404.html", "index.html"],
    ],
    ["with a leading dot", block("json", "x", "**.prettierrc.json**"), [".prettierrc.json"]],
    ["with a remark behind it", block("js", "x", "### File: `src/main.js` (new)"), ["src/main.js"]],
    ["with a remark inside the bold text", block("js", "x", "**File:** `app.js` (small, new):"), ["app.js"]],
    ["in a comment of its first line", block("js", "// lib/x.js\ncode"), ["lib/x.js"]],
    ["in an HTML comment", block("html", "<!-- about.html -->\n<p>"), ["about.html"]],
    ["nowhere, in the one html block", block("html", "<p>Hi"), ["index.html"]],
    ["nowhere, and of no kind that has one name", block("bash", "npm start"), []],
    ["in a sentence only", block("bash", "npm start", "Now run this to serve index.html in dist"), []],
    ["with a fence of four", "````md readme.md\n```js\nx\n```\n````", ["readme.md"]],
    ["with tildes", "~~~html index.html\nx\n~~~", ["index.html"]],
    ["outside the workspace", block("txt ../../etc/passwd.txt") + block("js node_modules/x/y.js"), []],
  ])("is named %s", (_where, answer, paths) => {
    expect(pathsOf(answer)).toEqual(paths);
  });

  it("is the later one where two have one name, with its content as it was", () => {
    const { files } = readAnswerFiles(`${block("js a.js", "one")}${block("js a.js", "two\n\n  three")}`);
    expect(files).toEqual([{ path: "a.js", content: "two\n\n  three\n" }]);
  });

  it("may hold blocks of their own", () => {
    const readme = "# App\n```sh\nnpm start\n```\nThen open it:\n```js app.js\nopen()\n```";
    const { files, isCutOff } = readAnswerFiles(
      `${block("md README.md", readme)}${block("html", "<p>Hi", "**index.html**")}`,
    );
    expect(files).toEqual([
      { path: "README.md", content: `${readme}\n` },
      { path: "index.html", content: "<p>Hi\n" },
    ]);
    expect(isCutOff).toBe(false);
    const page = "<pre>\n```js\nx\n```\n</pre>";
    expect(readAnswerFiles(block("html index.html", page) + block("css a.css")).files).toMatchObject([
      { path: "index.html", content: `${page}\n` },
      { path: "a.css" },
    ]);
  });

  it("are told apart where a block was not closed", () => {
    const css = block("css a.css", "b {}");
    const both = [
      { path: "index.html", content: "<p>Hi\n" },
      { path: "a.css", content: "b {}\n" },
    ];
    expect(readAnswerFiles(`\`\`\`html index.html\n<p>Hi${css}`).files).toEqual(both);
    expect(readAnswerFiles(`\`\`\`html index.html\n<p>Hi\n**a.css**\n\`\`\`css\nb {}\n\`\`\``).files).toEqual(
      both,
    );
    expect(pathsOf(`\`\`\`md README.md\n# App${css}${block("js a.js")}`)).toEqual([
      "README.md",
      "a.css",
      "a.js",
    ]);
    expect(pathsOf(`So:\n\`\`\`\nAnd the page:\n${block("html index.html")}`)).toEqual(["index.html"]);
  });

  it("are found in a long answer of nothing but fences", () => {
    const startedAt = performance.now();
    expect(pathsOf("```md a.md\n".repeat(30_000))).toEqual(["a.md"]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("of an answer that was cut off are those that are whole", () => {
    expect(readAnswerFiles(`${block("js a.js")}\n\`\`\`js b.js\nhalf of`)).toEqual({
      files: [{ path: "a.js", content: "x\n" }],
      isCutOff: true,
    });
  });

  it("are found in any text without a throw, and never outside the workspace", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom("```", "```html ../a.html", "/etc/x.txt", "**b.js**")),
        ),
        (lines) => {
          for (const path of pathsOf(lines.join("\n")))
            expect(path.startsWith("/") || path.startsWith("..")).toBe(false);
        },
      ),
    );
  });
});
