import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The report's pages as one classic script: pages that are opened from a file cannot load modules. `--mode player` builds the
 * script that plays a stored app instead.
 */
export default defineConfig(({ mode }) => {
  const isPlayer = mode === "player";
  return {
    plugins: isPlayer ? [] : [react()],
    logLevel: "warn",
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: {
      outDir: "dist/viewer",
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry: isPlayer ? "src/report/player/main.ts" : "src/report/viewer/main.tsx",
        formats: ["iife"],
        name: isPlayer ? "buildoffPlayer" : "buildoffViewer",
        fileName: () => (isPlayer ? "player.js" : "viewer.js"),
        cssFileName: "viewer",
      },
    },
  };
});
