import { z } from "zod";

const MS_PER_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const BYTES_PER_UNIT = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
} as const;

const DURATION_EXPECTED = "expected a duration such as 500ms, 20s, 1.5m, 2h or 30d";

/** A duration as people write it (`500ms`, `20s`, `1.5m`, `2h`, `30d`), parsed to milliseconds. */
export const DurationSchema = z
  .string(DURATION_EXPECTED)
  .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, DURATION_EXPECTED)
  .transform((text) => {
    const unit = /(ms|s|m|h|d)$/.exec(text)![0] as keyof typeof MS_PER_UNIT;
    return Math.round(Number.parseFloat(text) * MS_PER_UNIT[unit]);
  })
  .refine((ms) => ms > 0, "expected more than zero");

/** A size as people write it (`10MB` is 10^7 bytes, `2GiB` is 2^31), parsed to bytes. */
export const SizeSchema = z
  .string("expected a size such as 512kB, 20MB or 2GiB")
  .regex(/^\d+(\.\d+)?(B|kB|MB|GB|KiB|MiB|GiB)$/, "expected a size such as 512kB, 20MB or 2GiB")
  .transform((text) => {
    const unit = /[A-Za-z]+$/.exec(text)![0] as keyof typeof BYTES_PER_UNIT;
    return Math.round(Number.parseFloat(text) * BYTES_PER_UNIT[unit]);
  })
  .refine((bytes) => bytes > 0, "expected more than zero");

/** Milliseconds in the shortest form that reads well: `850ms`, `12.4s`, `3m 05s`, `2h 10m`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, "0")}s`;
  return `${Math.floor(seconds / 3_600)}h ${String(Math.floor((seconds % 3_600) / 60)).padStart(2, "0")}m`;
}

/** Bytes in decimal units: `812 B`, `4.2 kB`, `1.5 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** US dollars, to the cent (to a hundredth of one below a cent); an unknown price is said, never 0. */
export function formatCost(costUsd: number | null): string {
  if (costUsd === null) return "unknown";
  return `$${costUsd.toFixed(costUsd > 0 && costUsd < 0.01 ? 4 : 2)}`;
}
