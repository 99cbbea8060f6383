import { z } from "zod";

/** A JSON Schema, as far as the reference documents read it. */
export interface Node {
  readonly $ref?: string;
  readonly type?: string | string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** The JSON Schema of what people write. */
export const toNode = (schema: z.ZodType): Node =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;

/** The members of an object, with their own descriptions, as a table. */
export function renderTable(node: Node): string {
  const rows = Object.entries(node.properties ?? {}).map(([name, member]) => {
    const required = node.required?.includes(name) === true && member.default === undefined;
    const fallback = member.default === undefined ? "" : `\`${JSON.stringify(member.default)}\``;
    return `| \`${name}\` | ${describeType(member)} | ${required ? "yes" : ""} | ${fallback} | ${member.description ?? ""} |`;
  });
  return `| member | type | required | default | meaning |\n|---|---|---|---|---|\n${rows.join("\n")}\n\n`;
}

function describeType(node: Node): string {
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(describeType))].join(" or ");
  if (node.type === "array") return `list of ${describeType(node.items ?? {})}`;
  if (node.type === "object") return "map";
  return String(node.type ?? "any");
}
