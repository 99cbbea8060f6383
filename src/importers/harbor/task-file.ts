import { readFile } from "node:fs/promises";
import { parse, TomlError } from "smol-toml";
import { z } from "zod";
import { unreadableSource } from "../../core/import-errors.ts";

const seconds = z.number().positive();

/** What of `task.toml` buildoff has a use for. Times in seconds. Source: harborframework.com/docs/tasks */
const TaskFileSchema = z.object({
  steps: z.array(z.unknown()).default([]),
  metadata: z
    .object({ difficulty: z.unknown().optional(), category: z.unknown().optional() })
    .default({ difficulty: undefined, category: undefined }),
  agent: z.object({ timeout_sec: seconds.optional() }).default({}),
  verifier: z
    .object({
      timeout_sec: seconds.default(600),
      env: z.record(z.string(), z.unknown()).default({}),
      environment: z.unknown().optional(),
    })
    .default({ timeout_sec: 600, env: {} }),
  environment: z
    .object({
      gpus: z.number().default(0),
      cpus: z.number().positive().optional(),
      memory_mb: z.number().positive().optional(),
      os: z.string().default("linux"),
      mcp_servers: z.array(z.unknown()).default([]),
    })
    .default({ gpus: 0, os: "linux", mcp_servers: [] }),
});
export type TaskFile = z.infer<typeof TaskFileSchema>;

/** @throws UserError `unreadable-source` where it is no TOML, or not as Harbor has it */
export async function loadTaskFile(file: string): Promise<TaskFile> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw unreadableSource(file, (cause as Error).message, cause);
  });
  try {
    return TaskFileSchema.parse(parse(text));
  } catch (cause) {
    if (cause instanceof TomlError) {
      const [first] = cause.message.split("\n");
      throw unreadableSource(`${file}:${cause.line}:${cause.column}`, first ?? "it is no TOML", cause);
    }
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    throw unreadableSource(file, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`, cause);
  }
}
