import { Console } from "node:console";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { openBrowser } from "../../checks/checker/browser.ts";
import { createPageDriver, type PageDriver } from "./page-driver.ts";
import type { Answer, NumberedCommand } from "./protocol.ts";

/*
 * The program that drives an agent's own browser, in a container on the loopback of the agent's. Reads commands from standard input
 * and answers each on standard output, one JSON document a line.
 */

const write = process.stdout.write.bind(process.stdout);
globalThis.console = new Console(process.stderr);
// What a page makes go wrong must not end the driver.
process.on("unhandledRejection", (error) => console.error(error));
process.on("uncaughtException", (error) => console.error(error));

let driver: PageDriver | null = null;

async function answer(command: NumberedCommand): Promise<Answer> {
  const { id } = command;
  try {
    if (command.type === "launch") {
      const load = createRequire(`${command.browser.modules}/`);
      driver = createPageDriver(openBrowser(command.browser, load));
      return { id, isError: false, text: "", image: null };
    }
    if (driver === null) throw new Error("the browser is not started");
    return { id, isError: false, image: null, ...(await driver.carryOut(command)) };
  } catch (error) {
    const [said = "it failed"] = (error as Error).message.split("\n");
    return { id, isError: true, text: said.slice(0, 500), image: null };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as NumberedCommand);
  write(`${JSON.stringify(reply)}\n`);
}
process.exit();
