import { InfraError } from "../core/errors.ts";
import type { ProviderEntry } from "../core/models-file.ts";
import type { ModelEndpoint } from "../models/endpoint.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import type { WireError, WireProtocol } from "./wire-protocol.ts";

/**
 * A call that failed at the provider, or on the way. `again`: it may be repeated. `over`: the provider will not answer
 * this run (key, quota). `pass`: the request itself was wrong, and the agent is told. `diverged`: a replay does not know it.
 */
export class ProviderFault extends Error {
  override readonly name = "ProviderFault";
  readonly verdict: "again" | "over" | "pass" | "diverged";
  readonly status: number | null;
  readonly body: string;
  /** How long the provider asks to wait; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** The key or the account is at an end, and every model with it. */
  readonly isOfAccount: boolean;

  constructor(
    message: string,
    fault: {
      verdict: ProviderFault["verdict"];
      status?: number | null;
      body?: string;
      retryAfterMs?: number | null;
      isOfAccount?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: fault.cause });
    this.verdict = fault.verdict;
    this.status = fault.status ?? null;
    this.body = fault.body ?? "";
    this.retryAfterMs = fault.retryAfterMs ?? null;
    this.isOfAccount = fault.isOfAccount ?? false;
  }
}

const REPEATED = new Set([408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529]);

const QUOTA_CODE = "insufficient_quota";

/** Codes that providers give when the key is wrong, or money or allowance ran out, whatever the status. */
const ACCOUNT_CODES = new Set([
  QUOTA_CODE,
  "Arrearage",
  "billing_not_active",
  "API_KEY_INVALID",
  // Gemini's, where the account has no billing or its country is not served.
  "FAILED_PRECONDITION",
]);

/** What Anthropic says, with no code of its own, where money or allowance ran out. */
const ACCOUNT_WORDS = /^(Your credit balance is too low|You have reached your specified API usage limits)/;

/** What Ollama says with status 500 where the model, and not the server, made the mistake. */
const MODEL_MISTAKE = /^error parsing tool call/;

/** The same for one model. */
const MODEL_CODES = new Set(["AllocationQuota.FreeTierOnly"]);

/** What an error's meaning depends on beside itself. */
export interface FaultContext {
  readonly protocol: WireProtocol;
  /** The provider has already answered a call of this trial. */
  readonly hasAnswered: boolean;
  /** What the provider says with a 429 that tells of a quota. */
  readonly quotaMeans: ProviderEntry["quotaMeans"];
}

/** What an error reply means. */
export function toStatusFault(
  reply: { readonly status: number; readonly body: string; readonly retryAfterMs: number | null },
  asked: FaultContext,
): ProviderFault {
  const { status, body } = reply;
  const error = asked.protocol.readError(parseJson(body));
  const isOfAccount = tellsOfAccount(status, error, asked);
  const said = error?.message ?? null;
  return new ProviderFault(`status ${status}${said === null ? "" : `: ${said.slice(0, 300)}`}`, {
    ...reply,
    retryAfterMs: reply.retryAfterMs ?? error?.retryAfterMs ?? null,
    verdict: isOfAccount ? "over" : judge(status, error, asked.hasAnswered),
    isOfAccount,
  });
}

function tellsOfAccount(status: number, error: WireError | null, { quotaMeans }: FaultContext): boolean {
  const code = String(error?.code);
  if (status === 429 && code === QUOTA_CODE && quotaMeans === "rate") return false;
  return (
    status === 401 || status === 402 || ACCOUNT_CODES.has(code) || ACCOUNT_WORDS.test(error?.message ?? "")
  );
}

/**
 * A 403 for what the request says (moderation, or a firewall's page where the model has answered before), and a 404 after the model has
 * answered before, are the request's doing: they must not end the trial as an outage, else an agent could have itself run again.
 */
function judge(status: number, error: WireError | null, hasAnswered: boolean): ProviderFault["verdict"] {
  if (MODEL_CODES.has(String(error?.code))) return "over";
  if (MODEL_MISTAKE.test(error?.message ?? "")) return "pass";
  if (REPEATED.has(status)) return "again";
  if (status === 403)
    return error?.isModeration === true || (error === null && hasAnswered) ? "pass" : "over";
  if (status === 404 || (status >= 300 && status < 400))
    return hasAnswered && status === 404 ? "pass" : "over";
  return status >= 500 ? "again" : "pass";
}

/** Undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The fault as the trial's infrastructure error. */
export function toInfraError(
  fault: ProviderFault,
  {
    model,
    endpoint,
    redact,
  }: { model: ResolvedModel; endpoint: ModelEndpoint; redact: (text: string) => string },
): InfraError {
  const said = redact(fault.message);
  if (fault.verdict === "diverged") return new InfraError("replay", said, { cause: fault });
  const where = `${model.provider.title} (${endpoint.host})`;
  if (fault.verdict !== "over")
    return new InfraError("provider", `${where} gives no usable answer: ${said}`, { cause: fault });
  const key = fault.isOfAccount && model.key !== null ? `; the key is read from ${model.key.source}` : "";
  return new InfraError("provider", `${where} refuses to serve ${model.model}: ${said}${key}`, {
    cause: fault,
  });
}
