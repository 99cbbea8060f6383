import { harbor } from "./harbor.ts";
import type { Importer } from "./importer.ts";
import { webBench } from "./web-bench.ts";

/** Every source that a suite can be imported from, one line each. */
export const importers: Readonly<Record<string, Importer>> = {
  [webBench.name]: webBench,
  [harbor.name]: harbor,
};
