/** A task as its suite has it now; null members where the suite cannot be read any more, or has changed since. */
export interface TaskDetail {
  readonly id: string;
  readonly title: string;
  /** Whether the suite was read: its hash is the one that the run was made with. */
  readonly isKnown: boolean;
  /** Why it is not. */
  readonly note: string | null;
  /** What the agent is told before the first prompt. */
  readonly preamble: string | null;
  /** One text a turn, by language; a plain prompt stands under the run's languages. */
  readonly prompts: Readonly<Record<string, readonly string[]>>;
  readonly checks: readonly TaskCheck[];
  /** What the task proves itself with; null where it is not known. */
  readonly proof: TaskProof | null;
}

export interface TaskCheck {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly weight: number;
  readonly required: boolean;
  readonly turn: number;
  /** As the task's file writes it, in YAML. */
  readonly steps: string;
}

export interface TaskProof {
  readonly hasSolution: boolean;
  readonly alternatives: readonly string[];
  /** Names of mutants: `<check>.<slug>`. */
  readonly mutants: readonly string[];
  readonly cheats: readonly string[];
}
