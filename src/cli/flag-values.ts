import { InvalidArgumentError } from "commander";
import type { z } from "zod";
import { type ToolPreset, ToolPresetSchema } from "../core/agent-settings.ts";
import { LimitsInputSchema } from "../core/limits.ts";
import type { ShardChoice } from "../core/manifest.ts";
import { AgentEntrySchema } from "../core/run-config.ts";
import { DurationSchema, SizeSchema } from "../core/units.ts";

/* What stands behind a flag, checked while the command line is read: each throws what commander shows with the flag. */

export function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("expected a number from 0 up.");
  return value;
}

export function toPositive(text: string): number {
  const value = toNumber(text);
  if (value === 0) throw new InvalidArgumentError("expected a number above 0.");
  return value;
}

export function toShare(text: string): number {
  const value = toNumber(text);
  if (value > 1) throw new InvalidArgumentError("expected a number from 0 to 1.");
  return value;
}

export function toWhole(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError("expected a whole number from 0 up.");
  return value;
}

export function toCount(text: string): number {
  const value = toWhole(text);
  if (value < 1) throw new InvalidArgumentError("expected a whole number from 1 up.");
  return value;
}

export function toPort(text: string): number {
  const value = toWhole(text);
  if (value > 65_535) throw new InvalidArgumentError("expected a port from 0 to 65535.");
  return value;
}

export function toRepairs(text: string): number {
  const value = toWhole(text);
  if (!AgentEntrySchema.shape.repairs.safeParse(value).success)
    throw new InvalidArgumentError("expected a whole number from 0 to 20.");
  return value;
}

export function collectWhole(text: string, earlier: readonly number[] | undefined): number[] {
  return [...(earlier ?? []), toWhole(text)];
}

/** In ms. */
export function toDuration(text: string): number {
  const result = DurationSchema.safeParse(text);
  if (!result.success)
    throw new InvalidArgumentError(`${result.error.issues[0]?.message ?? "expected a duration"}.`);
  return result.data;
}

/** Durations apart by spaces or commas. */
export function collectDurations(text: string, earlier: readonly number[] | undefined): number[] {
  return [...(earlier ?? []), ...text.split(",").filter(Boolean).map(toDuration)];
}

export function toToolPreset(text: string): ToolPreset {
  const result = ToolPresetSchema.safeParse(text);
  if (!result.success)
    throw new InvalidArgumentError(`expected one of ${ToolPresetSchema.options.join(", ")}.`);
  return result.data;
}

/** `2/5`: the second of five parts. */
export function toShard(text: string): ShardChoice {
  const [index, of] = /^(\d+)\/(\d+)$/.exec(text)?.slice(1).map(Number) ?? [0, 0];
  if (index === undefined || of === undefined || index < 1 || of < 2 || index > of)
    throw new InvalidArgumentError("expected a part of a whole, such as 2/5.");
  return { index, of };
}

/** In bytes. */
export function toSize(text: string): number {
  const result = SizeSchema.safeParse(text);
  if (!result.success)
    throw new InvalidArgumentError(`${result.error.issues[0]?.message ?? "expected a size"}.`);
  return result.data;
}

export function toLimit(key: "wallTime" | "idleTime"): (text: string) => number {
  const schema = LimitsInputSchema.shape[key] as z.ZodType<number | undefined>;
  return (text) => {
    const result = schema.safeParse(text);
    if (!result.success || result.data === undefined) {
      throw new InvalidArgumentError(`${result.error?.issues[0]?.message ?? "expected a duration"}.`);
    }
    return result.data;
  };
}

/** Points of 100, as a share of 1. */
export function toPoints(text: string): number {
  const points = toPositive(text);
  if (points > 100) throw new InvalidArgumentError("expected points from 0 to 100, such as 5.");
  return points / 100;
}
