import type { Sandbox } from "../core/sandbox.ts";

/** A sandbox whose commands wait while it is held still. */
export interface GatedSandbox {
  readonly sandbox: Sandbox;
  /** Lets no new command begin until the work is done, and gives it the sandbox without the gate. One at a time. */
  readonly hold: <Result>(work: (sandbox: Sandbox) => Promise<Result>) => Promise<Result>;
}

/** Whoever uses the gated sandbox does not see that a checkpoint stops it for a moment; it does not own the sandbox. */
export function createGatedSandbox(inner: Sandbox): GatedSandbox {
  let gate: Promise<void> = Promise.resolve();
  const passed = async (): Promise<void> => {
    // Another may have closed it while this one waited.
    for (let seen: Promise<void> | null = null; seen !== gate;) {
      seen = gate;
      await gate;
    }
  };
  const after = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await passed();
    return work();
  };
  return {
    sandbox: {
      id: inner.id,
      role: inner.role,
      layout: inner.layout,
      browser: inner.browser,
      exec: (command, options) => after(() => inner.exec(command, options)),
      spawn: (command, options) => after(() => inner.spawn(command, options)),
      writeFiles: (files) => after(() => inner.writeFiles(files)),
      writeAsAgent: (files) => after(() => inner.writeAsAgent(files)),
      readFile: (path, maxBytes) => after(() => inner.readFile(path, maxBytes)),
      unpack: (tar) => after(() => inner.unpack(tar)),
      freeze: () => after(() => inner.freeze()),
      thaw: () => inner.thaw(),
      cpuTimeMs: () => inner.cpuTimeMs(),
      death: () => inner.death(),
      [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
    },
    hold: async (work) => {
      const earlier = gate;
      const opened = Promise.withResolvers<void>();
      gate = opened.promise;
      try {
        await earlier;
        return await work(inner);
      } finally {
        opened.resolve();
      }
    },
  };
}
