import { formatClock, MINUTE_MS } from "../chinese/dates.ts";
import type { DoseState } from "./records.ts";

export type Phase = "upcoming" | "due" | "late" | "done";

const EARLIEST_MS = 30 * MINUTE_MS;
const LATEST_MS = 60 * MINUTE_MS;

/** @param minute the moment, without its seconds */
export function phaseOf({ dueAt, record }: DoseState, minute: number): Phase {
  if (record?.kind === "given" || record?.kind === "refused") return "done";
  if (minute < dueAt - EARLIEST_MS) return "upcoming";
  return minute > dueAt + LATEST_MS ? "late" : "due";
}

export function describeState(state: DoseState, minute: number): string {
  const { record, dueAt } = state;
  if (record?.kind === "given") return "已给药";
  if (record?.kind === "refused") return "已拒服";
  const phase = phaseOf(state, minute);
  if (phase === "late") return `逾期${formatLateness(minute - dueAt)}`;
  return phase === "due" ? "待给药" : "未到时间";
}

function formatLateness(lateMs: number): string {
  const late = Math.round(lateMs / MINUTE_MS);
  const minutes = late % 60;
  return `${Math.floor(late / 60)}小时${minutes === 0 ? "" : `${minutes}分钟`}`;
}

/** 原定10:00 where the dose's time is no longer the planned one. */
export function describeDelay({ dose, dueAt }: DoseState): string | null {
  return dueAt === dose.plannedAt ? null : `（原定${formatClock(dose.plannedAt)}）`;
}

export function describeRecord({ record }: DoseState): string | null {
  if (record === null) return null;
  const head = `${record.by} ${formatClock(record.at)} `;
  if (record.kind === "refused") return `${head}拒服：${record.reason}`;
  if (record.kind === "postponed") return `${head}延后：${record.reason}`;
  return `${head}给药${record.checker === null ? "" : `，${record.checker}核对`}`;
}
