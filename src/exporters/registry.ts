import type { Exporter } from "../core/exporter.ts";
import { junit } from "./junit.ts";
import { page } from "../report/page.ts";

/** Every file that a run's results are turned into. */
export const exporters: Readonly<Record<string, Exporter>> = { junit, page };
