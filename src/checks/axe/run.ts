import { type AxeSpec, IMPACTS } from "../axe.ts";
import type { CheckContext } from "../context.ts";
import { foldSpace, plural, shorten } from "../matching/words.ts";
import { performSteps } from "../steps/run.ts";
import { CheckFailure, fail, type Finding, pass } from "../verdict.ts";
import { type Axe, InPageError, loadAxe, openWorldApart, type WorldApart } from "./world-apart.ts";

interface Violation {
  readonly id: string;
  readonly impact: (typeof IMPACTS)[number] | null;
  readonly help: string;
  readonly targets: readonly string[];
}

const SHOWN_TARGETS = 3;

/** Judges the page by axe-core's rules; one part for each rule that is broken. */
export async function runAxe(spec: AxeSpec, context: CheckContext): Promise<Finding> {
  const session = await context.openPage();
  const { path = spec.steps === undefined ? "/" : undefined, steps = [] } = spec;
  await performSteps([...(path === undefined ? [] : [{ goto: path }]), ...steps], session, context);
  context.enterStep("axe");
  const world = await openWorldApart(await session.browserContext.newCDPSession(session.page));
  await loadAxe(world, context.browser.modules);
  const violations = await judgeApart(world, spec);
  const least = IMPACTS.indexOf(spec.impact);
  const grave = violations
    .filter(({ impact }) => impact !== null && IMPACTS.indexOf(impact) >= least)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = grave;
  if (first === undefined) return pass(`axe-core finds nothing that is ${spec.impact} or worse`);
  return fail(
    `expected nothing that is ${spec.impact} or worse, found ${plural(grave.length, "broken rule")}: ${describe(first)}`,
    {
      expected: `nothing that is ${spec.impact} or worse`,
      actual: grave.map(({ id }) => id).join(", "),
      parts: grave.map((violation) => ({
        title: `${violation.id} (${violation.impact})`,
        passed: false,
        message: describe(violation),
      })),
    },
  );
}

function describe({ help, targets }: Violation): string {
  const shown = targets.slice(0, SHOWN_TARGETS).map((target) => shorten(foldSpace(target), 100));
  const more = targets.length > SHOWN_TARGETS ? ` and ${targets.length - SHOWN_TARGETS} more` : "";
  return `${help}: ${shown.join(", ")}${more}`;
}

async function judgeApart(world: WorldApart, spec: AxeSpec): Promise<Violation[]> {
  const scope = { include: [spec.include ?? []].flat(), exclude: spec.exclude };
  try {
    return await world.call(judgeInPage, scope);
  } catch (error) {
    if (!(error instanceof InPageError)) throw error;
    throw new CheckFailure(`axe-core could not look at the page: ${error.message}`);
  }
}

async function judgeInPage({
  include,
  exclude,
}: {
  include: string[];
  exclude: string[];
}): Promise<Violation[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const rules = Object.fromEntries(exclude.map((id) => [id, { enabled: false }]));
  const { violations } = await axe.run(include.length === 0 ? document : { include }, {
    rules,
    resultTypes: ["violations"],
  });
  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact: impact ?? null,
    help,
    targets: nodes.map(({ target }) => target.flat(2).join(" ")),
  }));
}
