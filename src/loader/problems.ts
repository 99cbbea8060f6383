import type { z } from "zod";
import { suggest } from "./suggest.ts";
import type { Problem, YamlFile, YamlPath } from "./yaml-file.ts";

type Issue = z.core.$ZodIssue;

/** Turns zod's issues into problems with positions. Unions are searched for the branch that was meant. */
export function toProblems(yaml: YamlFile, issues: readonly Issue[], schema: z.ZodType): Problem[] {
  const problems = issues.flatMap((issue) => explain(issue, [], { yaml, schema }));
  return problems.toSorted(
    (a, b) => a.position.line - b.position.line || a.position.column - b.position.column,
  );
}

interface Scope {
  readonly yaml: YamlFile;
  readonly schema: z.ZodType;
}

function explain(issue: Issue, prefix: YamlPath, scope: Scope): Problem[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      position: scope.yaml.locateKey(path, key),
      path: formatPath(path),
      message: describeUnknownKey(key, path, scope),
    }));
  }
  if (issue.code === "invalid_union") {
    const branch = chooseBranch(issue.errors);
    if (branch !== null) return branch.flatMap((inner) => explain(inner, path, scope));
  }
  const message = issue.code === "invalid_type" && isMissing(path, scope) ? "is missing" : issue.message;
  return [{ position: scope.yaml.locate(path), path: formatPath(path), message }];
}

/** The branch that fits best: the one that got past its own root, and complains least. */
function chooseBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const entered = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return entered.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

function isMissing(path: YamlPath, { yaml }: Scope): boolean {
  let value: unknown = yaml.value;
  for (const key of path) {
    if (value === null || typeof value !== "object") return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value === undefined;
}

function describeUnknownKey(key: string, path: YamlPath, { schema }: Scope): string {
  const known = keysAt(schema, path);
  const near = suggest(key, known);
  if (near !== null) return `unknown key "${key}": did you mean "${near}"?`;
  return known.length > 0 ? `unknown key "${key}"; known: ${known.join(", ")}` : `unknown key "${key}"`;
}

/** Keys that the schema knows at a path, over all branches of its unions. */
function keysAt(schema: z.ZodType, path: YamlPath): string[] {
  let reached = [schema];
  for (const key of path) reached = reached.flatMap(unfold).flatMap((inner) => memberOf(inner, key));
  return [...new Set(reached.flatMap(unfold).flatMap((inner) => Object.keys(shapeOf(inner) ?? {})))];
}

interface AnyDef {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const defOf = (schema: z.ZodType): AnyDef => schema.def;
const shapeOf = (schema: z.ZodType) => defOf(schema).shape;

/** Takes off optional, default, pipe, lazy and union wrappers. */
function unfold(schema: z.ZodType): z.ZodType[] {
  const def = defOf(schema);
  if (def.options !== undefined) return def.options.flatMap(unfold);
  const inner = def.innerType ?? def.in ?? def.getter?.();
  return inner === undefined ? [schema] : unfold(inner);
}

function memberOf(schema: z.ZodType, key: string | number): z.ZodType[] {
  const def = defOf(schema);
  if (typeof key === "number") return def.element === undefined ? [] : [def.element];
  const member = def.shape?.[key] ?? def.valueType;
  return member === undefined ? [] : [member];
}

/** A path as people write it: `checks[2].steps[0].click`. */
export function formatPath(path: YamlPath): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join("");
}
