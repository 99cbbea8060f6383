import type { Entry } from "./entries.ts";

/** As many differences are told in a label; where there are more, the key tells them apart. */
const MOST_TOLD = 3;
const SHORT_KEY = 8;

/** What tables call an entry: its configuration's name, with what sets it apart from others of the same name. */
export function toLabels(entries: readonly Entry[]): ReadonlyMap<Entry, string> {
  const names = Map.groupBy(entries, ({ configuration }) => configuration.name);
  return new Map(
    [...names].flatMap(([name, namesakes]) =>
      namesakes.length === 1
        ? [[namesakes[0]!, name] as const]
        : tellApart(namesakes).map((mark, index) => [namesakes[index]!, `${name} [${mark}]`] as const),
    ),
  );
}

function tellApart(namesakes: readonly Entry[]): string[] {
  const leaves = namesakes.map(({ configuration: { agent, model }, suite }) =>
    toLeaves({ agent, model: model && { ...model, metadata: null }, suite: { version: suite.version } }),
  );
  const paths = [...new Set(leaves.flatMap((leaf) => [...leaf.keys()]))];
  const telling = paths.filter((path) => new Set(leaves.map((leaf) => leaf.get(path))).size > 1);
  const marks = leaves.map((leaf) =>
    telling.map((path) => `${path.split(".").at(-1)}=${leaf.get(path) ?? "none"}`).join(", "),
  );
  const isTold = telling.length <= MOST_TOLD && new Set(marks).size === namesakes.length;
  return isTold
    ? marks
    : namesakes.map(
        ({ configuration: { key }, suite }) => `${key.slice(0, SHORT_KEY)} ${suite.hash.slice(0, SHORT_KEY)}`,
      );
}

/** Every value that is no object, by its path. */
function toLeaves(value: unknown, path = ""): ReadonlyMap<string, string> {
  if (value === null || typeof value !== "object") return new Map([[path, toText(value)]]);
  return new Map(
    Object.entries(value).flatMap(([key, member]) => [
      ...toLeaves(member, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

/** What is not set is left to the provider. */
const toText = (value: unknown): string =>
  typeof value === "string" ? value : value === null ? "default" : JSON.stringify(value);
