import { toRunFolder } from "../run-folder.ts";
import type { FoundFile } from "./walk.ts";

/** Paths below a run's folder. */
const BELOW = toRunFolder("");

/** Where a report is while it is written; one that was killed leaves it behind. */
const PARTIAL = `${BELOW.report}.partial`;

/** Whether a path is of a report: made of the run, and made again at any time. */
export const isReport = (path: string): boolean =>
  path === BELOW.reportFile ||
  path === `${PARTIAL}.lock` ||
  [BELOW.report, PARTIAL].some((folder) => path.startsWith(`${folder}/`));

/**
 * Whether a file is no part of what a run was when it ended, though it lies in the run's folder: what people say of it
 * afterwards, and its reports. A link is neither.
 */
export const isBesideSeal = ({ path, isFile }: FoundFile): boolean =>
  isFile && (path === BELOW.reviews || isReport(path));
