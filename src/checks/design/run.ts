import type { Evidence } from "../../core/check.ts";
import type { CheckContext } from "../context.ts";
import type { DesignSpec } from "../design.ts";
import { foldSpace, plural, shorten } from "../matching/words.ts";
import { waitForQuiet } from "../quiet.ts";
import { performSteps } from "../steps/run.ts";
import type { Finding } from "../verdict.ts";
import type { Block } from "./blocks.ts";
import { compareLooks, type Comparison, MEASURES } from "./compare.ts";
import { lookAt } from "./look.ts";
import { lookAtReference } from "./reference.ts";

const SHOWN_BLOCKS = 5;

/** Opens the reference and the app's page in one viewport, and says how much the second looks like the first. */
export async function runDesign(spec: DesignSpec, context: CheckContext): Promise<Finding> {
  context.enterStep(`reference: ${spec.reference}`);
  const design = await lookAtReference(spec, context);
  const session = await context.openPage();
  await performSteps([{ goto: spec.goto }, ...(spec.steps ?? [])], session, context);
  context.enterStep("design");
  // A step may have made it another size.
  await session.page.setViewportSize(context.viewport);
  await waitForQuiet(session.page);
  const app = await lookAt(session, context, "app");
  return toFinding(compareLooks(design, app), spec.pass);
}

/** Judged as it is written, in hundredths: what is written as enough is enough. */
function toFinding(comparison: Comparison, least: number): Finding {
  const likeness = Number(comparison.likeness.toFixed(2));
  const passed = likeness >= least;
  const figures = MEASURES.map((name) => `${name} ${toFigure(comparison.measures[name])}`).join(", ");
  return {
    passed,
    score: passed ? 1 : Number((likeness / least).toFixed(4)),
    evidence: {
      message: passed
        ? `the page looks like the design by ${toFigure(likeness)}: ${figures}`
        : `expected the page to look like the design by at least ${least}, found ${toFigure(likeness)}: ${figures}`,
      step: null,
      expected: `${least} or more`,
      actual: toFigure(likeness),
      parts: MEASURES.map((name) => toPart(name, comparison, passed ? 0 : least)),
    },
  };
}

function toPart(
  name: (typeof MEASURES)[number],
  { measures, missing, foreign }: Comparison,
  least: number,
): Evidence["parts"][number] {
  const value = measures[name];
  const lists = [listBlocks("of the design", missing), listBlocks("of the app", foreign)];
  return {
    title: name,
    passed: value === null || Number(value.toFixed(2)) >= least,
    message: [toFigure(value), ...(name === "blocks" ? lists : [])].join("; "),
  };
}

const toFigure = (value: number | null): string => (value === null ? "none" : value.toFixed(2));

function listBlocks(whose: string, blocks: readonly Block[]): string {
  if (blocks.length === 0) return `every block ${whose} has a partner`;
  const shown = blocks.slice(0, SHOWN_BLOCKS).map(describe);
  const more = blocks.length > SHOWN_BLOCKS ? ` and ${blocks.length - SHOWN_BLOCKS} more` : "";
  return `${plural(blocks.length, "block")} ${whose} without a partner: ${shown.join(", ")}${more}`;
}

function describe(block: Block): string {
  const [x, y, width, height] = block.box.map(Math.round) as [number, number, number, number];
  const place = `at ${x},${y}`;
  if ("text" in block) return `${JSON.stringify(shorten(foldSpace(block.text), 60))} ${place}`;
  return `${block.isPicture ? "picture" : "box"} ${width}x${height} ${place}`;
}
