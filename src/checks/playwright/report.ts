import { z } from "zod";
import type { Evidence } from "../../core/check.ts";
import { foldSpace, shorten } from "../matching/words.ts";

type Part = Evidence["parts"][number];

const ErrorSchema = z.object({ message: z.string().optional(), value: z.string().optional() });

const SpecSchema = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  column: z.number(),
  tests: z.array(
    z.object({
      status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
      expectedStatus: z.string(),
      results: z.array(z.object({ status: z.string().optional(), errors: z.array(ErrorSchema).default([]) })),
    }),
  ),
});

interface Suite {
  readonly title: string;
  readonly specs?: readonly z.infer<typeof SpecSchema>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}
const SuiteSchema: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(SpecSchema).optional(),
  suites: z.array(z.lazy(() => SuiteSchema)).optional(),
});

/** The part of the JSON reporter's output that is used. Source: Playwright's `testReporter.d.ts`, JSONReport. */
export const ReportSchema = z.object({
  suites: z.array(SuiteSchema),
  errors: z.array(ErrorSchema).default([]),
});
export type Report = z.infer<typeof ReportSchema>;

interface Located {
  readonly part: Part;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ListOptions {
  readonly normalize: (text: string) => string;
  /** Whether tests that were not begun are left out, and not failed ones. */
  readonly leavesOutUnrun: boolean;
}

/** One part a test, in the order of files and lines. Skipped tests are left out: their author says that they say nothing. */
export function listTests(report: Report, options: ListOptions): Part[] {
  return report.suites
    .flatMap((suite) => listSuite(suite, [], options))
    .toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column)
    .map(({ part }) => part);
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function listSuite(suite: Suite, path: readonly string[], options: ListOptions): Located[] {
  const here = [...path, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.flatMap((test): Located[] => {
      if (isSkipped(test) || (options.leavesOutUnrun && isUnrun(test))) return [];
      const passed = test.status === "expected";
      const error = test.results.at(-1)?.errors[0];
      const message = error === undefined ? "it was not run to its end" : toOneLine(error, options.normalize);
      const { file, line, column } = spec;
      return [
        {
          part: { title: [...here, spec.title].join(" › "), passed, message: passed ? null : message },
          file,
          line,
          column,
        },
      ];
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => listSuite(inner, here, options))];
}

/** What the runner did not come to: it says nothing of it, or that it was skipped. */
const isUnrun = ({ results }: z.infer<typeof SpecSchema>["tests"][number]): boolean =>
  results.every(({ status }) => status === undefined || status === "skipped");

/** What its author skips. Playwright says `skipped` of tests that it had no time for, too; those were expected to pass. */
function isSkipped({ expectedStatus }: z.infer<typeof SpecSchema>["tests"][number]): boolean {
  return expectedStatus === "skipped";
}

/** What a test complains of: its first line, and what was expected and received. */
export function toOneLine(error: z.infer<typeof ErrorSchema>, normalize: (text: string) => string): string {
  const text = normalize(error.message ?? error.value ?? "it failed without a word");
  const [first = "", ...rest] = text
    .split("\n")
    .map(foldSpace)
    .filter((line) => line !== "");
  const details = rest.filter((line) => /^(?:Locator|Expected|Received)\b.*?:/.test(line)).slice(0, 4);
  return shorten([first.replace(/^Error: /, ""), ...details].join("; "), 400);
}
