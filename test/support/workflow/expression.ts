/** What a workflow's expressions can see, by the context's name. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Whether the job so far went well, as `always()` and its like ask. */
export type JobStatus = "success" | "failure";

const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
const TOKEN = /'(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.[\w-]+)*|\d+|[=!]=|&&|\|\||[!()<>,]|\s+/gy;

/** A text with its `${{ … }}` filled in; one that is nothing else keeps its value. */
export function fillIn(text: string, contexts: Contexts): unknown {
  const whole = /^\$\{\{(.*)\}\}$/s.exec(text.trim());
  if (whole !== null && !whole[1]!.includes("${{")) return evaluate(whole[1]!, contexts, "success");
  return text.replaceAll(EXPRESSION, (_, inner: string) => {
    return toText(evaluate(inner, contexts, "success"));
  });
}

/** What a workflow puts into a text: nothing for null. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

/** An `if`: where it asks for no status, it wants success. */
export function isWanted(condition: string | undefined, contexts: Contexts, status: JobStatus): boolean {
  if (condition === undefined) return status === "success";
  const inner = /^\$\{\{(.*)\}\}$/s.exec(condition.trim())?.[1] ?? condition;
  const asksStatus = /\b(?:always|cancelled|failure|success)\(\)/.test(inner);
  return (asksStatus || status === "success") && Boolean(evaluate(inner, contexts, status));
}

/** As much of GitHub's language as JavaScript has, too: lookups, comparisons, `&&`, `||`, `!`, and some functions. */
export function evaluate(text: string, contexts: Contexts, status: JobStatus): unknown {
  const code = tokenize(text)
    .map((token) => {
      if (token.startsWith("'")) return JSON.stringify(token.slice(1, -1).replaceAll("''", "'"));
      if (token in FUNCTIONS) return `call.${token}`;
      if (token === "true" || token === "false" || token === "null") return token;
      return /^[A-Za-z_]/.test(token) ? `look(${JSON.stringify(token)})` : token;
    })
    .join("");
  const call = Object.fromEntries(
    Object.entries(FUNCTIONS).map(([name, of]) => [name, (argument: unknown) => of(argument, status)]),
  );
  // oxlint-disable-next-line typescript/no-implied-eval -- the expression is of this repository, and was tokenized above
  const run = new Function("look", "call", `return (${code});`) as (look: unknown, call: unknown) => unknown;
  return run((path: string) => lookUp(path, contexts), call);
}

const FUNCTIONS: Readonly<Record<string, (argument: unknown, status: JobStatus) => unknown>> = {
  always: () => true,
  cancelled: () => false,
  success: (_, status) => status === "success",
  failure: (_, status) => status === "failure",
  fromJSON: (argument) => JSON.parse(String(argument)),
};

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`not understood in an expression: ${text.slice(at)}`);
    tokens.push(token);
  }
  return tokens;
}

/** What is not there is null; an unknown context is an error in the workflow. */
function lookUp(path: string, contexts: Contexts): unknown {
  const [first, ...rest] = path.split(".");
  if (!Object.hasOwn(contexts, first!)) throw new Error(`an expression names no such context: ${path}`);
  let value: unknown = contexts[first!];
  for (const name of rest) value = (value as Record<string, unknown> | null | undefined)?.[name] ?? null;
  return value;
}
