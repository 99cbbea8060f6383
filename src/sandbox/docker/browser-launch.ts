import type { BrowserLaunch, ExecResult, Sandbox } from "../../core/sandbox.ts";
import { InfraError } from "../../core/errors.ts";
import { BROWSER_ARGS } from "../browser-args.ts";
import { CHECKER_MODULES, CHROMIUM } from "./layout.ts";

const PROBE_TIMEOUT_MS = 60_000;

/** Starts the browser as checks do and has it open a page. Arguments: launch options as JSON, modules. Prints its version. */
const PROBE = `
const [options, modules] = process.argv.slice(1);
const { chromium } = require("node:module").createRequire(modules + "/")("playwright");
(async () => {
  const browser = await chromium.launch(JSON.parse(options));
  const page = await browser.newPage();
  await page.setContent("<p>ready</p>");
  console.log(browser.version());
  await browser.close();
})().catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

/**
 * Finds out in a checker's sandbox how the browser starts: with its own sandbox where the engine's kernel allows it.
 * @throws InfraError `checker` where it does not start at all
 */
export async function probeBrowserIn(checker: Sandbox): Promise<BrowserLaunch> {
  const common = { executablePath: CHROMIUM, args: BROWSER_ARGS };
  let said = "";
  for (const chromiumSandbox of [true, false]) {
    const options = JSON.stringify({ ...common, chromiumSandbox });
    const command = [checker.layout.node, "-e", PROBE, options, CHECKER_MODULES];
    const result: ExecResult = await checker.exec(command, { timeoutMs: PROBE_TIMEOUT_MS });
    const version = new TextDecoder().decode(result.stdout).trim();
    if (result.exitCode === 0 && version !== "") {
      return { ...common, chromiumSandbox, modules: CHECKER_MODULES, env: {}, version };
    }
    said = new TextDecoder().decode(result.stderr).trim().slice(0, 2_000);
  }
  throw new InfraError("checker", `the browser does not start in the checker's container: ${said}`);
}
