import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 600_000,
    // A machine that is short of processors is late, not wrong.
    expect: { poll: { timeout: 30_000 } },
    pool: "forks",
    // One more than a small machine has processors: many tests wait for containers and browsers.
    maxWorkers: 3,
  },
});
