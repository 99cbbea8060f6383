import type { ServerAbilities } from "../../model/report-index.ts";

export interface Asked {
  readonly method: "POST" | "DELETE";
  /** Below the page's own address. */
  readonly path: string;
  readonly body: unknown;
}

/**
 * Asks the server behind the pages to change something.
 * @throws Error with the server's own words where it would not, or could not be reached
 */
export async function askServer(server: ServerAbilities, { method, path, body }: Asked): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { "content-type": "application/json", "x-buildoff-token": server.token },
    body: body === null ? null : JSON.stringify(body),
    keepalive: method === "DELETE",
  });
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer;
  const said = readMember(answer, "message");
  throw new Error(said ?? `the server answered with status ${response.status}`);
}

/** A text of an answer; null where it has none of that name. */
export function readMember(answer: unknown, name: string): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const value: unknown = Reflect.get(answer, name);
  return typeof value === "string" ? value : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
