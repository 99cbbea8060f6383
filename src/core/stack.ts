import { z } from "zod";
import type { SandboxLayout } from "./sandbox.ts";
import type { Task } from "./task.ts";

/** What a stack does where a task is silent, and what it tells the agent. */
export const StackDefaultsSchema = z.strictObject({
  summary: z.string().min(1),
  build: z.string().min(1).nullable().describe("build command; null builds nothing"),
  start: z.string().min(1).describe("start command; sees $HOST, $PORT, $APP_ROOT and $BUILDOFF_RUNTIME"),
  root: z.string().min(1).describe("what a static server serves, below the workspace"),
  servesFiles: z
    .boolean()
    .optional()
    .describe("whether `start` does nothing but serve the files below `root`"),
  preamble: z.string().min(1).describe("the app's contract, told to the agent before the prompt"),
});

/** `stack.yaml` of a stack that buildoff brings (`sandboxes/stacks/<name>/`). */
export const StackFileSchema = StackDefaultsSchema.extend({ schema: z.literal(1), name: z.string().min(1) });

/** A stack as resolved. `dockerfile` is an absolute path where a suite brings its own image. */
export type Stack = z.infer<typeof StackDefaultsSchema> & {
  readonly name: string;
  readonly dockerfile: string | null;
};

/** The stack that services run in. */
export const SERVICE_STACK = "service";

/** How an app is built, started and found ready. */
export interface AppCommands {
  readonly build: string | null;
  readonly start: string;
  readonly root: string;
  readonly ready: string;
}

/** The task's own commands where it has them, else its stack's. */
export function resolveApp(app: Task["app"], stack: Stack): AppCommands {
  return {
    build: app.build ?? stack.build,
    start: app.start ?? stack.start,
    root: app.root ?? stack.root,
    ready: app.ready,
  };
}

/** Whether an app is nothing but files that are served as they are. A start command of the task's own may be any program. */
export const isServedAsFiles = (app: Task["app"], stack: Stack): boolean =>
  stack.servesFiles === true && app.start === undefined;

/** What the app's commands see. Under docker the address is always 127.0.0.1:3000. */
export function appEnvironment(layout: SandboxLayout, app: AppCommands): Record<string, string> {
  return {
    HOST: "127.0.0.1",
    PORT: String(layout.port),
    APP_ROOT: app.root,
    BUILDOFF_RUNTIME: layout.runtime,
    BUILDOFF_NODE: layout.node,
    CI: "true",
  };
}
