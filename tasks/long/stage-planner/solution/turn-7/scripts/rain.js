import { find } from "./plan.js";

export const isClosed = (plan, stage) => plan.rain && !stage.covered;

/**
 * The plan as it is played. In rain the slots of stages that are not covered are played on their rain stage, with the
 * planned one as `from`; those without one are not among the slots but in `cancelled`.
 */
export function toPlayed(plan) {
  const isHit = (slot) => isClosed(plan, find(plan.stages, slot.stage));
  return {
    ...plan,
    slots: plan.slots
      .filter((slot) => !isHit(slot) || slot.rainStage !== null)
      .map((slot) => (isHit(slot) ? { ...slot, stage: slot.rainStage, from: slot.stage } : slot)),
    cancelled: plan.slots.filter((slot) => isHit(slot) && slot.rainStage === null),
  };
}
