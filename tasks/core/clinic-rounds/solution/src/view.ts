import type { Phase } from "./ward/phase.ts";

const PHASES = {
  待处理: ["due", "late"],
  未到时间: ["upcoming"],
  已完成: ["done"],
  全部: ["due", "late", "upcoming", "done"],
} as const satisfies Record<string, readonly Phase[]>;

export type View = keyof typeof PHASES;
export const VIEWS = Object.keys(PHASES) as View[];

export function isShown(phase: Phase, view: View): boolean {
  return (PHASES[view] as readonly Phase[]).includes(phase);
}
