import { appEnded, appNotBuilt, appNotServed } from "../core/app-errors.ts";
import { SandboxDeathError } from "../core/errors.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox, SandboxOwner } from "../core/sandbox.ts";
import { type AppCommands, isServedAsFiles, resolveApp } from "../core/stack.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import { buildApp, describeBuild, type RunningApp, startApp } from "./app.ts";
import type { RunContext } from "./context.ts";
import { type RequestHandlers, serveProxy } from "./open/proxy.ts";
import { openTunnel } from "./open/tunnel.ts";
import { awaitReady, describeSilence } from "./readiness.ts";

export interface OpenAppRequest {
  readonly loaded: LoadedTask;
  readonly task: Task;
  /** Archive of the workspace. */
  readonly tar: Uint8Array;
  readonly owner: SandboxOwner;
  readonly limits: Limits;
  /** Port of this machine's loopback; 0: any that is free. */
  readonly port: number;
  /** Origins of the pages that show the app in a sandboxed iframe; null: it is opened by itself. */
  readonly framedBy: readonly string[] | null;
  /** The address whose subdomains lead to apps through another server; null: it is reached at this machine alone. */
  readonly below: URL | null;
  /** Aborted, it ends the app, however far that is. */
  readonly signal: AbortSignal;
}

/** An app that is up. Whoever opened it disposes it, which ends it and its sandbox. */
export interface OpenedApp extends AsyncDisposable {
  /** Its address: on this machine's loopback, or below another one. */
  readonly url: string;
  /** For the server that leads to it there. */
  readonly handlers: RequestHandlers;
  /** Aborted once it has ended by itself, with how in the reason's message. */
  readonly ended: AbortSignal;
  /** What it printed so far, its build first. */
  readonly log: () => string;
}

/**
 * Builds and starts a stored app in a fresh sandbox, as grading does, and makes it reachable from this machine alone. The
 * task's services do not run, as they do not where an app is graded.
 * @throws UserError `app-not-built`, `app-not-served`, `app-ended`, `port-unusable`; InfraError; the signal's reason
 */
export async function openApp(
  request: OpenAppRequest,
  { provider }: Pick<RunContext, "provider">,
): Promise<OpenedApp> {
  const { loaded, task, owner, limits, signal, port, framedBy, below } = request;
  const app = resolveApp(task.app, loaded.stack);
  const held: AsyncDisposable[] = [];
  const hold = <Held extends AsyncDisposable>(one: Held): Held => {
    held.push(one);
    return one;
  };
  const release = async (): Promise<void> => {
    for (const one of held.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  };
  let log = (): string => "";
  try {
    const spec = {
      role: "app",
      owner,
      stack: loaded.stack.name,
      agentLayer: null,
      limits,
      joins: null,
    } as const;
    const sandbox = hold(await provider.create(spec, signal));
    await sandbox.unpack(request.tar);
    const built = await build(sandbox, app, request);
    const server = hold(await startApp(sandbox, app, signal));
    log = () => `${built}$ ${app.start}\n${server.log()}`;
    await requireReady(sandbox, server, { app, request });
    const tunnel = hold(await openTunnel(sandbox));
    const { connect } = tunnel;
    const appPort = sandbox.layout.port;
    const { url, handlers } = hold(await serveProxy({ connect, appPort, port, framedBy, below }));
    const ended = AbortSignal.any([server.ended, tunnel.ended]);
    return { url, handlers, ended, log, [Symbol.asyncDispose]: release };
  } catch (error) {
    await release();
    signal.throwIfAborted();
    throw error instanceof SandboxDeathError ? appEnded(error.message, log()) : error;
  }
}

/** @returns the log of the build; empty where there is none */
async function build(
  sandbox: Sandbox,
  app: AppCommands,
  { limits, signal }: OpenAppRequest,
): Promise<string> {
  const { build } = app;
  if (build === null) return "";
  const result = await buildApp(sandbox, { ...app, build }, limits, signal);
  signal.throwIfAborted();
  const { failure, log } = describeBuild(build, result, limits);
  if (failure !== null) throw appNotBuilt(failure, log);
  return log;
}

async function requireReady(
  sandbox: Sandbox,
  server: RunningApp,
  { app, request }: { readonly app: AppCommands; readonly request: OpenAppRequest },
): Promise<void> {
  const { loaded, task, limits, signal } = request;
  const isFiles = isServedAsFiles(task.app, loaded.stack);
  const readiness = await awaitReady(sandbox, {
    url: `http://127.0.0.1:${sandbox.layout.port}${app.ready}`,
    timeoutMs: limits.readyTimeMs,
    isFiles,
    signal: AbortSignal.any([signal, server.ended]),
  });
  signal.throwIfAborted();
  if (readiness.ready) return;
  if (server.ended.reason instanceof SandboxDeathError) throw server.ended.reason;
  throw appNotServed(describeSilence(readiness, { app, isFiles, server, limits }), server.log());
}
