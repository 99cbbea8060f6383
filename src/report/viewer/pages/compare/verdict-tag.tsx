import type { Metric, Pair } from "../../../../core/comparison.ts";
import { Tag } from "../../parts/tag.tsx";
import { toVerdictWord } from "./words.ts";

export function VerdictTag({ pair, headline }: { pair: Pair; headline: Metric }) {
  const { word, tone } = toVerdictWord(pair, headline);
  return <Tag tone={tone}>{word}</Tag>;
}
