import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { readMembers } from "../../src/importers/web-bench/object-literal.ts";
import { parseProjectConfig } from "../../src/importers/web-bench/playwright-config.ts";

const parse = (members: string) =>
  parseProjectConfig("c.js", `module.exports = defineConfig({ ${members} })`);

describe("reading a project's Playwright configuration without running it", () => {
  it("takes what upstream's evaluation would take", () => {
    const config = parse(`timeout: process.env.IS_EVAL_PRODUCTION ? 30_000 : 2_000,
      expect: { timeout: process.env.IS_EVAL_PRODUCTION ? 5_000 : 1_000 },`);
    expect(config).toMatchObject({ timeoutMs: 30_000, expectTimeoutMs: 5_000, viewport: "1280x720" });
  });

  it("takes Playwright's own times where it is silent, and not those of other members", () => {
    const config = parse(
      "// timeout: 1,\n webServer: { timeout: 60000, command: `npx serve x` }, /* expect: { timeout: 1 } */",
    );
    expect(config).toMatchObject({ timeoutMs: 30_000, expectTimeoutMs: 5_000 });
  });

  it("finds the viewport that a project sets, and not one that is commented out", () => {
    const use = "use: { ...devices['Desktop Chrome'], viewport: { width: 640, height: 1280 } }";
    expect(parse(`projects: [{ name: 'chromium', ${use} }]`).viewport).toBe("640x1280");
    expect(parse(`projects: [{ name: 'chromium' },\n  // { ${use} }\n]`).viewport).toBe("1280x720");
  });

  it.each([
    ["npx serve ${PROJECT_DIR} -p ${PORT}", { kind: "files" }],
    ["cp -r ${ASSETS_DIR} ${PROJECT_DIR} && npx serve ${PROJECT_DIR} -p ${PORT}", { kind: "files" }],
    ["npx vite --port ${PORT}", { kind: "vite", config: null }],
    ["npx vite --port ${PORT} --config vite.config.ts", { kind: "vite", config: "vite.config.ts" }],
    ["npm run dev", { kind: "other", command: "npm run dev" }],
  ])("knows the server `%s`", (command, server) => {
    expect(parse(`webServer: { command: \`${command}\`, url: 'http://x' }`).server).toEqual(server);
  });

  it("leaves a server in a folder of its own to nobody's guess", () => {
    expect(parse("webServer: { command: `npx vite --port ${PORT}`, cwd: PROJECT_DIR }").server.kind).toBe(
      "other",
    );
  });

  it("says which member it cannot read", () => {
    expect(() => parse("timeout: minutes(3)")).toThrow("cannot read c.js: timeout is no number: minutes(3)");
    expect(() => parseProjectConfig("c.js", "module.exports = {}")).toThrow(UserError);
  });

  it("is not misled by braces and commas in texts, templates and comments", () => {
    const source = `{ a: "}, b: 1", 'c': [1, { d: 2 }], ...rest, /* e: 1, */ f: \`\${x}, }\`, g: { h: f(1, "\\"}") } }`;
    expect(Object.fromEntries(readMembers(source, 0))).toEqual({
      a: '"}, b: 1"',
      c: "[1, { d: 2 }]",
      f: "`${x}, }`",
      g: '{ h: f(1, "\\"}") }',
      "g.h": 'f(1, "\\"}")',
    });
  });
});
