import type { Importer } from "./importer.ts";

/** Tasks of one container in the format of Harbor and Terminal-Bench, judged by their own tests beside the code. */
export const harbor: Importer = {
  name: "harbor",
  summary:
    "tasks of one container in the format of Harbor and Terminal-Bench, judged by their own tests beside the agent's code",
  unit: "task",
  takesPackages: false,
  metric: null,
  run: async (request) => (await import("./harbor/import.ts")).importHarbor(request),
};
