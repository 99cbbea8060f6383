import type { CheckContext } from "../context.ts";
import { describeText, matchesText } from "../matching/text.ts";
import { show } from "../matching/words.ts";
import { CheckFailure, type Finding, pass } from "../verdict.ts";
import { findMismatch } from "./json-pattern.ts";
import type { Exchange } from "./schema.ts";

const ANSWER_TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 5_000_000;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Sends requests one after the other; the first answer that is not as it must be fails. */
export async function runHttp(spec: Exchange | Exchange[], context: CheckContext): Promise<Finding> {
  const exchanges = [spec].flat();
  for (const exchange of exchanges) {
    const name = `${exchange.method} ${exchange.path}`;
    context.enterStep(name);
    judge(exchange, await send(exchange, context), name);
  }
  return pass(
    exchanges.length === 1 ? "the answer is as expected" : `all ${exchanges.length} answers are as expected`,
  );
}

async function send({ method, path, headers, body }: Exchange, context: CheckContext): Promise<Answer> {
  const url = new URL(`${context.baseUrl}${path}`);
  if (url.origin !== new URL(context.baseUrl).origin) {
    throw new CheckFailure(`${path} is not a path of the app`);
  }
  const isText = typeof body === "string" || body === undefined;
  const sent = new Headers(headers);
  if (!isText && !sent.has("content-type")) sent.set("content-type", "application/json");
  try {
    const response = await fetch(url, {
      method,
      headers: sent,
      redirect: "manual",
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      signal: AbortSignal.any([context.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    return { status: response.status, headers: response.headers, body: await readBody(response) };
  } catch (error) {
    context.signal.throwIfAborted();
    throw new CheckFailure(`${method} ${path}: ${explain(error)}`, { cause: error });
  }
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw new CheckFailure("the answer is longer than 5 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function explain(error: unknown): string {
  if (error instanceof CheckFailure) return error.message;
  if (error instanceof Error && error.name === "TimeoutError") return "no answer within 10 s";
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return code === "ECONNREFUSED"
    ? "nothing listens there"
    : "the connection broke before the answer was whole";
}

function judge({ status, headersMatch, text, json }: Exchange, answer: Answer, name: string): void {
  const refuse = (what: string, wanted: string, found: string) => {
    throw new CheckFailure(`expected ${what} of ${name} ${wanted}, found ${found}`, {
      expected: wanted,
      actual: found,
    });
  };
  const fits = status === undefined ? answer.status < 400 : [status].flat().includes(answer.status);
  if (!fits) {
    const wanted = status === undefined ? "below 400" : [status].flat().join(" or ");
    refuse("the status", wanted, String(answer.status));
  }
  for (const [header, matcher] of Object.entries(headersMatch)) {
    const found = answer.headers.get(header);
    const holds = matcher === null ? found === null : found !== null && matchesText(matcher, found);
    const wanted = matcher === null ? "to be absent" : describeText(matcher);
    if (!holds) refuse(`the header ${header}`, wanted, found === null ? "none" : show(found));
  }
  if (text !== undefined && !matchesText(text, answer.body))
    refuse("the body", describeText(text), show(answer.body));
  if (json === undefined) return;
  const mismatch = findMismatch(json, parseJson(answer.body, name), "the JSON");
  if (mismatch !== null) refuse(mismatch.what, mismatch.wanted, mismatch.found);
}

function parseJson(body: string, name: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new CheckFailure(`expected the body of ${name} to be JSON, found ${show(body)}`, { cause });
  }
}
