import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { CDPSession } from "playwright";

/** What a function threw in the page, in its first line. */
export class InPageError extends Error {
  override readonly name = "InPageError";
}

/**
 * A world apart of a page's scripts, over the same document: what they have rewritten does not reach it, nor does a content
 * policy.
 */
export interface WorldApart {
  readonly run: (source: string) => Promise<void>;
  /** Calls a function that knows nothing but its argument and the page. @throws InPageError where it throws */
  readonly call: <Argument, Result>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ) => Promise<Result>;
}

export async function openWorldApart(devtools: CDPSession): Promise<WorldApart> {
  const { frameTree } = await devtools.send("Page.getFrameTree");
  const { executionContextId: contextId } = await devtools.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
    worldName: "buildoff",
  });
  return {
    run: async (expression) => {
      await devtools.send("Runtime.evaluate", { contextId, expression });
    },
    call: async <Argument, Result>(
      inPage: (argument: Argument) => Result | Promise<Result>,
      argument: Argument,
    ) => {
      const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", {
        contextId,
        expression: `(${inPage.toString()})(${JSON.stringify(argument)})`,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails === undefined) return result.value as Result;
      const reason = exceptionDetails.exception?.description ?? exceptionDetails.text;
      throw new InPageError(reason.split("\n")[0]);
    },
  };
}

export interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: "minor" | "moderate" | "serious" | "critical" | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[] }[];
  }[];
}

/** What axe-core puts into the world that it is loaded in, as `axe`. */
export interface Axe {
  run(scope: unknown, options: unknown): Promise<AxeResults>;
}

/** @param modules folder that packages are resolved from */
export async function loadAxe(world: WorldApart, modules: string): Promise<void> {
  const path = createRequire(`${modules}/`).resolve("axe-core/axe.min.js");
  await world.run(await readFile(path, "utf8"));
}
