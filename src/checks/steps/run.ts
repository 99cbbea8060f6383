import type { CheckContext } from "../context.ts";
import { CheckFailure, type Finding, pass } from "../verdict.ts";
import { plural } from "../matching/words.ts";
import { ACTIONS, BARE_ACTIONS } from "./actions.ts";
import { actionOf, describeAction } from "./describe.ts";
import type { Actions, Step } from "./schema.ts";
import { keepPicture, type Stage } from "./stage.ts";
import type { PageSession } from "../context.ts";
import { writeStep } from "./write-step.ts";

/** Runs steps on a fresh page. */
export async function runSteps(steps: readonly Step[], context: CheckContext): Promise<Finding> {
  const session = await context.openPage();
  await performSteps(steps, session, context);
  return pass(steps.length === 1 ? "the step holds" : `all ${plural(steps.length, "step")} hold`);
}

/**
 * Does steps on a page. A named step leaves a picture, and so does one that fails.
 * @throws CheckFailure
 */
export async function performSteps(
  steps: readonly Step[],
  session: PageSession,
  context: CheckContext,
): Promise<void> {
  const stage: Stage = { session, context, memory: new Map(), lastAction: null };
  await perform(steps, stage);
}

async function perform(steps: readonly Step[], stage: Stage): Promise<void> {
  const { context } = stage;
  for (const step of steps) {
    context.signal.throwIfAborted();
    if (typeof step !== "string" && step.repeat !== undefined) {
      for (let round = 0; round < step.repeat.times; round += 1) await perform(step.repeat.steps, stage);
    } else {
      await performOne(step, stage);
    }
    if (typeof step !== "string" && step.name !== undefined) {
      await keepPicture(step.name, stage);
    }
  }
}

async function performOne(step: Step, stage: Stage): Promise<void> {
  const { context } = stage;
  context.enterStep(writeStep(step));
  try {
    if (typeof step === "string") await BARE_ACTIONS[step](stage);
    else await act(step, stage);
  } catch (error) {
    context.signal.throwIfAborted();
    await keepPicture("failure", stage);
    throw error;
  }
  stage.lastAction = describeAction(step) ?? stage.lastAction;
}

async function act(step: Exclude<Step, string>, stage: Stage): Promise<void> {
  const key = actionOf(step);
  if (key === "repeat") throw new CheckFailure("a repeat is no single action");
  const action = ACTIONS[key] as (value: Actions[typeof key], stage: Stage) => Promise<void>;
  await action(step[key]!, stage);
}
