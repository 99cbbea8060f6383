import { InfraError } from "../../core/errors.ts";

/** How long an ordinary call may take: the engine works in milliseconds, and a loaded machine in seconds. */
export const CALL_TIMEOUT_MS = 30_000;

/**
 * The engine answered with this HTTP status, and the thing exists no more (404), is in another state (409), or lets no
 * command be started in it (500).
 */
export class EngineRefusal extends Error {
  override readonly name = "EngineRefusal";
  readonly status: number;

  constructor(status: number, message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.status = status;
  }
}

/** Said, as if it were the engine's own failure, of a container that is full of processes or kills what is started in it. */
const NOT_STARTED = "OCI runtime exec failed";

/**
 * Makes one call to the engine under a deadline of its own: an engine that hangs is an engine that is lost.
 * @param what in words, for messages: "start the container"
 * @throws EngineRefusal where the engine said 4xx, or that it could start no command; InfraError `engine` where it failed, hangs or
 * is gone; the signal's reason
 */
export async function callEngine<Value>(
  what: string,
  call: (signal: AbortSignal) => Promise<Value>,
  {
    timeoutMs = CALL_TIMEOUT_MS,
    signal,
  }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<Value> {
  signal?.throwIfAborted();
  const deadline = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new InfraError("engine", `the Docker Engine did not ${what} within ${timeoutMs / 1000} s`));
    deadline.abort();
  }, timeoutMs);
  try {
    return await Promise.race([call(deadline.signal), late]);
  } catch (error) {
    throw toEngineError(what, error);
  } finally {
    clearTimeout(timer);
  }
}

function toEngineError(what: string, error: unknown): Error {
  if (error instanceof InfraError || error instanceof EngineRefusal) return error;
  const { statusCode, json, message } = error as {
    statusCode?: number;
    json?: { message?: string };
    message?: string;
  };
  const said = (json?.message ?? message ?? String(error)).trim();
  if (statusCode !== undefined && ((statusCode >= 400 && statusCode < 500) || said.includes(NOT_STARTED))) {
    return new EngineRefusal(statusCode, `the Docker Engine did not ${what}: ${said}`, { cause: error });
  }
  return new InfraError("engine", `the Docker Engine could not ${what}: ${said}`, { cause: error });
}

/** Turns a refusal that has no meaning of its own into the failure that it is. */
export function toInfraError(error: unknown): unknown {
  return error instanceof EngineRefusal ? new InfraError("engine", error.message, { cause: error }) : error;
}
