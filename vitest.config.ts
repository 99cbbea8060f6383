import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A machine that is short of processors is late, not wrong: these end what hangs, and nothing else.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 120_000 } },
    pool: "forks",
    // One more than a small machine has processors: many tests wait for containers and browsers.
    maxWorkers: 3,
  },
});
