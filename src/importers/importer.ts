import type { ImportFile } from "./import-file.ts";

export interface ImportRequest {
  /** Absolute folder of the user's checkout. */
  readonly source: string;
  /** Absolute folder that the suite is written to; missing or empty. */
  readonly target: string;
  /** Names of what is imported; empty imports all. */
  readonly only: readonly string[];
  /** Whether npm may be asked for packages that no stack has. */
  readonly packages: boolean;
  /** buildoff's own version. */
  readonly version: string;
  readonly progress: (line: string) => void;
}

/** A figure that the source's own authors publish, shown beside the score and never in it. */
export interface OwnMetric {
  readonly name: string;
  /**
   * @param attempts of each attempt at one task, in order: for each turn that it came to, whether all that was asked up to it holds
   * @param turns how many the task has
   * @param n how many of the attempts count
   */
  readonly of: (attempts: readonly (readonly boolean[])[], turns: number, n: number) => number;
}

/** Makes a suite of somebody else's benchmark, from a checkout of the user's own. */
export interface Importer {
  readonly name: string;
  readonly summary: string;
  /** What one thing of the source is called, such as `project`. */
  readonly unit: string;
  /** Whether it has a use for packages from npm's registry. */
  readonly takesPackages: boolean;
  readonly metric: OwnMetric | null;
  /**
   * Writes the suite whole or not at all; resolves to what `import.json` says.
   * @throws UserError with the file and row where the source or the target is not as it must be
   */
  readonly run: (request: ImportRequest) => Promise<ImportFile>;
}
