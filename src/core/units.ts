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
