/** Why a request of an agent goes no further. Each protocol writes it as its own errors are, so that clients show the message. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** It goes to the client and into the transcript, and may quote what the client sent. */
const MAX_MESSAGE = 500;

/** 403 where asking again is useless: clients repeat 408, 409, 429 and 5xx. */
const refuse = (code: string, message: string, status = 403): Refusal => ({
  status,
  code,
  message: message.slice(0, MAX_MESSAGE),
});

export const notFound = (): Refusal =>
  refuse(
    "buildoff_not_found",
    "the gateway has no such path: it carries the calls of this trial's model and its MCP servers",
    404,
  );

export const badToken = (): Refusal =>
  refuse("buildoff_bad_token", "this is not the token of this trial", 401);

export const tooManyCalls = (): Refusal =>
  refuse("buildoff_too_many_calls", "too many calls at once; wait for some to end", 429);

export const tooLarge = (maxBytes: number): Refusal =>
  refuse("buildoff_too_large", `a request has at most ${maxBytes} bytes`, 413);

export const tooManyCounts = (most: number): Refusal =>
  refuse("buildoff_limit", `the trial has counted tokens ${most} times, and may not again`);

export const tooSlow = (): Refusal => refuse("buildoff_too_slow", "the request did not arrive in time", 408);

export const otherModel = (asked: string, allowed: string): Refusal =>
  refuse("buildoff_model", `this trial may use the model "${allowed}" only, not "${asked.slice(0, 100)}"`);

export const providerTool = (name: string): Refusal =>
  refuse(
    "buildoff_provider_tool",
    `"${name.slice(0, 100)}" would run at the provider; only functions of the agent's own are let through`,
  );

export const remoteContent = (): Refusal =>
  refuse(
    "buildoff_remote_content",
    "the provider would fetch an address; send pictures and files as data: URLs",
  );

export const badRequest = (message: string): Refusal => refuse("buildoff_bad_request", message, 400);

export const overLimit = (message: string): Refusal => refuse("buildoff_limit", message);

export const outOfService = (): Refusal =>
  refuse("buildoff_provider", "the model's provider cannot be reached any more; this trial is over");

export const noSuchMount = (name: string): Refusal =>
  refuse("buildoff_not_found", `there is no MCP server "${name.slice(0, 100)}" here`, 404);
