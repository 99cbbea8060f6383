import { UserError } from "./errors.ts";
import { formatSize } from "./format.ts";

/*
 * Errors of the user's making with reports and their pages. As in `user-errors.ts`: the message says what is wrong and where;
 * the hint says what to do.
 */

export const viewerNotBuilt = (file: string, cause: unknown) =>
  new UserError(
    "viewer-not-built",
    `the report's pages are not built: ${file} is missing`,
    "run `npm run build` in buildoff's own folder; an installed buildoff has them",
    { cause },
  );

export const notAReport = (folder: string) =>
  new UserError(
    "not-a-report",
    `${folder} is there already, and is no report that could be replaced`,
    "name another folder with --out, or remove it",
  );

export const singleFileTooSmall = (maxBytes: number, leastBytes: number) =>
  new UserError(
    "single-file-too-small",
    `no report fits into ${formatSize(maxBytes)}: its pages and the index of its trials alone take ${formatSize(leastBytes)}`,
    "allow more with --max-size, or leave --single-file out",
  );

export const sameRunTwice = (run: string) =>
  new UserError("same-run-twice", `the run ${run} is named twice`, "name each run once");

export const tooManyApps = (most: number) =>
  new UserError(
    "too-many-apps",
    `${most} apps run already, each in a sandbox of its own`,
    "stop one of them first",
  );

export const portTaken = (port: number, cause: unknown) =>
  new UserError(
    "port-taken",
    `port ${port} of this machine cannot be listened on: ${(cause as Error).message}`,
    "name another with --port, or leave it out: any free one is taken",
    { cause },
  );

export const notOfView = (runId: string) =>
  new UserError(
    "not-of-view",
    `the run ${runId} is not among those that are looked at`,
    "name it with `buildoff view`",
  );

export const notJson = (cause: unknown) =>
  new UserError("not-json", "the request's body is no JSON", "load the page again", { cause });

export const gateOfOtherRun = (file: string, of: string, wanted: string) =>
  new UserError(
    "gate-of-other-run",
    `${file} is about the run ${of}, and the report about ${wanted}`,
    `\`buildoff gate ${wanted} --json > ${file}\` makes the right one`,
  );
