import type { Importer } from "./importer.ts";
import { passAtTask } from "./web-bench/pass-at.ts";

/** Every stable project of a checkout of Web-Bench as one task of many turns, judged by its own specs. */
export const webBench: Importer = {
  name: "web-bench",
  summary: "every stable project of a checkout of bytedance/web-bench, judged by its own Playwright specs",
  unit: "project",
  takesPackages: true,
  metric: { name: "Web-Bench pass", of: passAtTask },
  run: async (request) => (await import("./web-bench/import.ts")).importWebBench(request),
};
