import { InvalidArgumentError } from "commander";
import { toCount } from "../flag-values.ts";
import type { AxisWeights } from "../../arena/to-games.ts";
import { AXES, AxisSchema } from "../../core/vote.ts";

/** `function=2`: an axis, with what it weighs; 1 if silent. */
export function collectAxes(text: string, earlier: AxisWeights | undefined): AxisWeights {
  const [name = "", weight = "1"] = text.split("=");
  const axis = AxisSchema.safeParse(name);
  if (!axis.success) throw new InvalidArgumentError(`expected one of ${AXES.join(", ")}.`);
  const value = Number(weight);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("expected a weight above 0.");
  return { ...earlier, [axis.data]: value };
}

/** `qwen/qwen3-max=1541`. The name may hold `=`, the rating does not. */
export function toAnchor(text: string): { readonly model: string; readonly rating: number } {
  const at = text.lastIndexOf("=");
  const rating = Number(text.slice(at + 1));
  if (at < 1 || text.slice(at + 1).trim() === "" || !Number.isFinite(rating))
    throw new InvalidArgumentError("expected a model and its rating, such as qwen/qwen3-max=1541.");
  return { model: text.slice(0, at), rating };
}

/** `https://arena.team.example`: where a site is found, without a path. */
export function toSiteUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search + url.hash !== "")
    throw new InvalidArgumentError("expected an address without a path, such as https://arena.team.example.");
  return url;
}

/** Sandboxes: a battle needs two. */
export function toPairCount(text: string): number {
  const value = toCount(text);
  if (value < 2) throw new InvalidArgumentError("expected 2 or more: a battle has two apps.");
  return value;
}
