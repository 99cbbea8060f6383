import { canonicalJson, type Sha256 } from "../../core/hash.ts";
import type { Generation } from "../../core/identity.ts";
import type { Judgement, JudgementHead, JudgementOf } from "../../core/judgement.ts";
import type { Question } from "../site/match.ts";
import type { JudgeCall } from "./prompts.ts";

/** Who judges, as far as it changes what is said. */
export interface JudgeIdentity {
  /** provider/name */
  readonly model: string;
  /** Null where no server told. */
  readonly weights: string | null;
  readonly quantisation: string | null;
  readonly generation: Generation;
  readonly promptHash: string;
}

export interface Reply {
  readonly text: string;
  /** The name that the provider said it answered with. */
  readonly answered: string | null;
}

export interface DeskOptions {
  readonly identity: JudgeIdentity;
  /** Null: nothing is asked any more, since the money is spent or the user has stopped it. */
  readonly ask: (call: JudgeCall) => Promise<Reply | null>;
  /** Judgements of earlier calls. */
  readonly known: readonly Judgement[];
  /** Resolves once the judgement is on disk. */
  readonly keep: (judgement: Judgement) => Promise<void>;
  readonly sha256: Sha256;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A name that nobody guesses. */
  readonly newCode: () => string;
}

/** What one judgement is asked for by. */
export interface Asked<Kind extends Judgement["kind"], Value> {
  readonly kind: Kind;
  readonly question: Question;
  /** All that the answer depends on beside the judge, its question's turns among them. */
  readonly depends: unknown;
  readonly toCall: (code: string) => JudgeCall;
  /** Null: unreadable. */
  readonly read: (text: string) => Value | null;
  /** What is kept. The value is null where the answer could not be read, twice. */
  readonly toBody: (value: Value | null) => Omit<JudgementOf<Kind>, keyof JudgementHead>;
}

/** Asks the judge, and never twice for the same. Once it has thrown, nothing more is asked. */
export interface JudgeDesk {
  /** Null where it was not asked any more. @throws what `ask` and `keep` throw */
  readonly judge: <Kind extends Judgement["kind"], Value>(
    asked: Asked<Kind, Value>,
  ) => Promise<JudgementOf<Kind> | null>;
  readonly counts: () => { readonly made: number; readonly known: number; readonly missing: number };
}

/** A model that answers something else is asked once more. */
const TRIES = 2;

export function createJudgeDesk(options: DeskOptions): JudgeDesk {
  const { identity, ask, keep, sha256, now, newCode } = options;
  const kept = new Map(options.known.map((judgement) => [judgement.key, judgement]));
  /** By key; apps that are alike are asked about at once. */
  const underWay = new Map<string, Promise<Judgement | null>>();
  const counts = { made: 0, known: 0, missing: 0 };
  let isBroken = false;
  const make = async <Kind extends Judgement["kind"], Value>(
    key: string,
    { kind, question, toCall, read, toBody }: Asked<Kind, Value>,
  ): Promise<Judgement | null> => {
    let value: Value | null = null;
    let answered: string | null = null;
    for (let attempt = 1; attempt <= TRIES && value === null; attempt += 1) {
      const reply = isBroken ? null : await ask(toCall(newCode()));
      if (reply === null) return null;
      answered = reply.answered;
      value = read(reply.text);
    }
    const { task, taskHash, language } = question;
    const at = new Date(now()).toISOString();
    const head = { schema: 1, kind, key, at, answered, task, taskHash, language } as const;
    const judgement = { ...head, ...toBody(value) } as JudgementOf<Kind>;
    await keep(judgement);
    kept.set(key, judgement);
    return judgement;
  };
  return {
    counts: () => ({ ...counts }),
    judge: async <Kind extends Judgement["kind"], Value>(
      asked: Asked<Kind, Value>,
    ): Promise<JudgementOf<Kind> | null> => {
      const { kind, question, depends } = asked;
      const key = sha256(canonicalJson({ identity, kind, depends, turns: question.turns }));
      const count = (judgement: Judgement | null, as: "made" | "known"): JudgementOf<Kind> | null => {
        counts[judgement === null ? "missing" : as] += 1;
        return judgement as JudgementOf<Kind> | null;
      };
      const earlier = kept.get(key) ?? underWay.get(key);
      if (earlier !== undefined) return count(await earlier, "known");
      const making = make(key, asked).finally(() => underWay.delete(key));
      underWay.set(key, making);
      try {
        return count(await making, "made");
      } catch (error) {
        isBroken = true;
        throw error;
      }
    },
  };
}
