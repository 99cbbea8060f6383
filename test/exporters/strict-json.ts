/**
 * Parses JSON as RFC 8259 has it, and refuses what `JSON.parse` lets pass: a key that an object has twice, and a number
 * that is too large to be one.
 * @throws SyntaxError
 */
export function parseStrictJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  refuseInfinity(value);
  refuseTwins(text);
  return value;
}

function refuseInfinity(value: unknown): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new SyntaxError("a number is not finite");
  if (typeof value === "object" && value !== null) Object.values(value).forEach(refuseInfinity);
}

/** The text is known to be JSON: a string before a colon is a key. */
function refuseTwins(text: string): void {
  const scopes: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") scopes.push(new Set());
    else if (token === "}") scopes.pop();
    else if (key !== undefined) {
      const name = JSON.parse(key) as string;
      if (scopes.at(-1)!.has(name)) throw new SyntaxError(`the key ${name} stands twice in one object`);
      scopes.at(-1)!.add(name);
    }
  }
}
