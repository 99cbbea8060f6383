import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** What is built, by `--mode`: the report's pages, the script that plays a stored app, the page of the voting site. */
const TARGETS = {
  viewer: { entry: "src/report/viewer/main.tsx", name: "buildoffViewer" },
  player: { entry: "src/report/player/main.ts", name: "buildoffPlayer" },
  arena: { entry: "src/arena/page/main.tsx", name: "buildoffArena" },
} as const;

/** Each is one classic script: pages that are opened from a file cannot load modules. */
export default defineConfig(({ mode }) => {
  const target = mode === "player" || mode === "arena" ? mode : "viewer";
  const { entry, name } = TARGETS[target];
  return {
    plugins: target === "player" ? [] : [react()],
    logLevel: "warn",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      outDir: "dist/viewer",
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry,
        formats: ["iife"],
        name,
        fileName: () => `${target}.js`,
        cssFileName: target,
      },
    },
  };
});
