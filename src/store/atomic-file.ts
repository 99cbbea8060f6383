import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { InfraError } from "../core/errors.ts";

/** Writes a whole file or nothing; its folder is made where it is missing. */
export async function writeAtomic(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, typeof content === "string" ? content : Buffer.from(content));
  } catch (cause) {
    throw new InfraError("store", `cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** JSON as people read it; ends with a newline. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await writeAtomic(file, `${JSON.stringify(value, null, 2)}\n`);
}
