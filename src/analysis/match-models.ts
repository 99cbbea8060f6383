/** A model, or a configuration of one, as somebody names it. */
export interface Named {
  readonly name: string;
  /** What else it may be called, such as its model's name alone. */
  readonly aliases: readonly string[];
}

export interface Match {
  /** Places in the two lists. */
  readonly a: number;
  readonly b: number;
  /** False where only what stands behind the last `/` is the same. */
  readonly isExact: boolean;
}

/** One that may be several of the other list: one of the two has one member. */
export interface Doubt {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly isExact: boolean;
}

export interface Matching {
  readonly matches: readonly Match[];
  readonly doubts: readonly Doubt[];
}

interface Stage {
  readonly isExact: boolean;
  readonly keysOf: (named: Named) => readonly string[];
}

/** The model of a configuration's name: `loop qwen/qwen3-max` → `qwen/qwen3-max`. Any other name stays as it is. */
export function toModelName(name: string): string {
  const last = name.slice(name.lastIndexOf(" ") + 1);
  return last.includes("/") ? last : name;
}

/** Its agent: `loop qwen/qwen3-max` → `loop`; null where the name has none. */
export function toAgentName(name: string): string | null {
  const model = toModelName(name);
  return model === name ? null : name.slice(0, -model.length - 1);
}

/** `openrouter/qwen/qwen3-max` → `qwen3-max`; an agent before it stays. */
const withoutProvider = (name: string): string => name.replaceAll(/[^\s/]+\//g, "");

/** What an earlier stage matched is none of a later one's candidates. */
const STAGES: readonly Stage[] = [
  { isExact: true, keysOf: ({ name }) => [name] },
  { isExact: true, keysOf: ({ name, aliases }) => [name, ...aliases] },
  { isExact: false, keysOf: ({ name, aliases }) => [name, ...aliases].map(withoutProvider) },
];

/** Which of two lists are the same: by the whole name, by another whole name, and then by what stands behind the last `/`. */
export function matchModels(a: readonly Named[], b: readonly Named[]): Matching {
  const matches: Match[] = [];
  const doubts: Doubt[] = [];
  const free = { a: new Set(a.keys()), b: new Set(b.keys()) };
  for (const { isExact, keysOf } of STAGES) {
    const ofA = new Map([...free.a].map((place) => [place, [] as number[]]));
    const ofB = new Map([...free.b].map((place) => [place, [] as number[]]));
    const keys = new Map<string, number[]>();
    for (const place of free.b)
      for (const key of new Set(keysOf(b[place]!))) keys.set(key, [...(keys.get(key) ?? []), place]);
    for (const [place, candidates] of ofA) {
      candidates.push(...new Set(keysOf(a[place]!).flatMap((key) => keys.get(key) ?? [])));
      for (const candidate of candidates) ofB.get(candidate)!.push(place);
    }
    for (const [place, candidates] of ofA) {
      if (candidates.length > 1) doubts.push({ a: [place], b: candidates, isExact });
      if (candidates.length === 1 && ofB.get(candidates[0]!)!.length === 1)
        matches.push({ a: place, b: candidates[0]!, isExact });
      if (candidates.length > 0) free.a.delete(place);
    }
    for (const [place, candidates] of ofB) {
      if (candidates.length > 1) doubts.push({ a: candidates, b: [place], isExact });
      if (candidates.length > 0) free.b.delete(place);
    }
  }
  return { matches, doubts };
}
