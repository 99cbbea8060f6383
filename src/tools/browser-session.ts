import type { Sandbox, SandboxProcess } from "../core/sandbox.ts";
import { BOOT_FILE, loadProgram } from "../host/program-code.ts";
import type { Answer, Command } from "./browser/protocol.ts";

/** The browser of one agent: its container is made at the first command. */
export interface BrowserSession extends AsyncDisposable {
  /** One at a time. @throws Error where the browser's container is gone, or does not answer in time */
  readonly send: (command: Exclude<Command, { type: "launch" }>) => Promise<Answer>;
}

/** Beside the driver's own deadlines, which are shorter. */
const ANSWER_TIMEOUT_MS = 60_000;

interface Driver {
  readonly sandbox: Sandbox;
  readonly process: SandboxProcess;
  readonly ask: (command: Command) => Promise<Answer>;
}

export function createBrowserSession(createBrowser: () => Promise<Sandbox>): BrowserSession {
  let driver: Promise<Driver> | null = null;
  let latest: Promise<unknown> = Promise.resolve();

  const forget = async (): Promise<void> => {
    const lost = driver;
    driver = null;
    await (await lost?.catch(() => null))?.sandbox[Symbol.asyncDispose]();
  };
  const carry = async (command: Command): Promise<Answer> => {
    driver ??= startDriver(createBrowser);
    try {
      return await (await driver).ask(command);
    } catch (error) {
      // The next command gets a new one.
      await forget().catch(() => {});
      throw error;
    }
  };
  return {
    send: (command) => {
      const answer = latest.then(() => carry(command));
      latest = answer.catch(() => {});
      return answer;
    },
    [Symbol.asyncDispose]: async () => {
      await latest;
      await forget();
    },
  };
}

async function startDriver(createBrowser: () => Promise<Sandbox>): Promise<Driver> {
  const sandbox = await createBrowser();
  const { browser, layout } = sandbox;
  try {
    if (browser === null) throw new Error("the sandbox has no browser");
    await sandbox.writeFiles(
      await loadProgram(["tools/browser", "checks/checker", "core"], "tools/browser/main"),
    );
    const process = await sandbox.spawn([layout.node, `${layout.job}/${BOOT_FILE}`, browser.modules], {
      user: "checker",
      cwd: layout.job,
    });
    process.exited.catch(() => {});
    const ask = createDialogue(process);
    await ask({ type: "launch", browser });
    return { sandbox, process, ask };
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

/** Sends commands over a program's standard input and finds their answers in its output. */
function createDialogue(process: SandboxProcess): Driver["ask"] {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let count = 0;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    for (const { reject } of waiting.values())
      reject(new Error(`the browser is gone ${process.stderrTail().trim().slice(-200)}`));
  };
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let pending = "";
    for await (const chunk of process.stdio) {
      const lines = `${pending}${decoder.decode(chunk, { stream: true })}`.split("\n");
      pending = lines.pop()!;
      for (const line of lines) {
        const answer = JSON.parse(line) as Answer;
        waiting.get(answer.id)?.resolve(answer);
      }
    }
  };
  void read().then(end, end);
  return async (command) => {
    if (isOver) throw new Error("the browser is gone");
    const id = (count += 1);
    const answer = Promise.withResolvers<Answer>();
    waiting.set(id, answer);
    const timer = setTimeout(
      () => answer.reject(new Error("the browser did not answer in time")),
      ANSWER_TIMEOUT_MS,
    );
    process.stdio.write(`${JSON.stringify({ id, ...command })}\n`);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
    }
  };
}
