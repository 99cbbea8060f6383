import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Certificate, CertificateSchema } from "../../core/certificate.ts";
import { writeJson } from "../../store/atomic-file.ts";

/** The certificate of a task, as it stands beside its suite. */
export interface CertificateFile {
  readonly path: string;
  /** What was known before; null where there is none, or one of another version's format: then all is graded anew. */
  readonly read: () => Promise<Certificate | null>;
  /** Writes are in order; each replaces the whole file. */
  readonly write: (certificate: Certificate) => Promise<void>;
}

export function openCertificate(folder: string, task: string): CertificateFile {
  const path = join(folder, `${task}.json`);
  let last: Promise<void> = Promise.resolve();
  let waiting: Certificate | null = null;
  return {
    path,
    read: async () => {
      const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      return text === null ? null : parse(text);
    },
    write: (certificate) => {
      waiting = certificate;
      const writeLatest = async (): Promise<void> => {
        const next = waiting;
        waiting = null;
        if (next !== null) await writeJson(path, next);
      };
      last = last.then(writeLatest);
      return last;
    },
  };
}

function parse(text: string): Certificate | null {
  try {
    return CertificateSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
