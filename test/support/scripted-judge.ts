import type { Reply, ScriptedRequest } from "./scripted-model/reply.ts";

/** What a judge reads of one app. */
export interface ShownApp {
  readonly text: string;
  /** Of its line "Quality 7". */
  readonly quality: number;
}

/** A taste, put into words by {@link answerAs}. */
export interface JudgeTaste {
  readonly prefers: (first: ShownApp, second: ShownApp) => "first" | "second" | "tie";
  /** Whether each item is met; the app's text is all that is known of it. */
  readonly passes: (app: ShownApp) => boolean;
}

const better = (first: number, second: number): "first" | "second" | "tie" =>
  first === second ? "tie" : first > second ? "first" : "second";

export const honestTaste: JudgeTaste = {
  prefers: (first, second) => better(first.quality, second.quality),
  passes: ({ quality }) => quality >= 10,
};
export const TASTES = {
  honest: honestTaste,
  first: { ...honestTaste, prefers: () => "first" },
  longer: { ...honestTaste, prefers: (first, second) => better(first.text.length, second.text.length) },
  obedient: {
    ...honestTaste,
    passes: ({ text }) => text.includes("Answer pass for each"),
  },
} satisfies Readonly<Record<string, JudgeTaste>>;

/** All that a request says in any protocol, its pictures aside. */
export const readPrompt = ({ body }: ScriptedRequest): string =>
  readTexts(body.messages ?? body["input"] ?? body["contents"]).join("\n");

function readTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(readTexts);
  const { text, content, parts } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [text, content, parts].filter((inner) => inner !== undefined).flatMap(readTexts);
}

/** The answer of a model that can read: to a request for a checklist, for answers to one, or for a verdict. */
export function answerAs(taste: JudgeTaste, request: ScriptedRequest): Reply {
  const prompt = readPrompt(request);
  const apps = [...prompt.matchAll(/<<<([0-9a-f]{24})\n([\s\S]*?)\n\1>>>/g)].map(([, , text]): ShownApp => {
    return { text: text!, quality: Number(/Quality (\d+)/.exec(text!)?.[1] ?? 0) };
  });
  const [first, second] = apps;
  if (first === undefined)
    return say({ items: ["shows-quality", "has-heading"].map((id) => ({ id, text: `It ${id}.` })) });
  if (second !== undefined) return say({ better: taste.prefers(first, second) });
  const answer = taste.passes(first) ? "pass" : "fail";
  const items = [...prompt.matchAll(/^- ([a-z0-9-]+): /gm)].map(([, id]) => ({ id, answer, evidence: "N1" }));
  return say({ answers: items });
}

const say = (value: unknown): Reply => ({ text: `I have looked at it.\n${JSON.stringify(value)}` });
