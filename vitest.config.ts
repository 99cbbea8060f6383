import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The command line runs from its sources hundreds of times: what Node makes of them is kept. */
const NODE_COMPILE_CACHE = fileURLToPath(new URL("node_modules/.cache/node-compile", import.meta.url));

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A machine that is short of processors is late, not wrong: these end what hangs, and nothing else.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 120_000 } },
    env: { NODE_COMPILE_CACHE },
    pool: "forks",
    // One more than a small machine has processors: many tests wait for containers and browsers.
    maxWorkers: 3,
  },
});
