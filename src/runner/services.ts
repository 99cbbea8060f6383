import { dirname, posix } from "node:path";
import { InfraError, SandboxDeathError, WorkspaceRejectedError } from "../core/errors.ts";
import type { Mount, ServiceSession } from "../core/gateway.ts";
import type { Limits } from "../core/limits.ts";
import type { Sandbox, SandboxOwner } from "../core/sandbox.ts";
import { SERVICE_STACK } from "../core/stack.ts";
import type { LoadedTask } from "../core/suite.ts";
import type { Task, TaskService } from "../core/task.ts";
import { listFiles, readFiles } from "../host/folder-files.ts";
import type { RunContext } from "./context.ts";

/** The services of one task while an agent works on it. Whoever opened them disposes them, which ends their containers. */
export interface Services extends AsyncDisposable {
  readonly mounts: readonly Mount[];
  /**
   * Stops them and keeps their state: sha256 by name.
   * @throws WorkspaceRejectedError where the agent sent one more than can be kept, or than it could bear: that is final;
   * InfraError `service` where one has ended by itself
   */
  readonly freeze: () => Promise<Record<string, string>>;
  /** @throws InfraError */
  readonly thaw: () => Promise<void>;
}

export interface ServicesRequest {
  readonly loaded: LoadedTask;
  readonly task: Pick<Task, "services">;
  readonly owner: SandboxOwner;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** The state that they begin with, by name; null: that of the task. */
  readonly states: Readonly<Record<string, string>> | null;
}

export type ServicesContext = Pick<RunContext, "provider" | "archive" | "workspaces" | "openServiceSession">;

interface RunningService {
  readonly service: TaskService;
  readonly sandbox: Sandbox;
  readonly session: ServiceSession;
}

/** Starts every service of a task, each in a container of its own. @throws InfraError */
export async function openServices(request: ServicesRequest, context: ServicesContext): Promise<Services> {
  const running: RunningService[] = [];
  const dispose = async (): Promise<void> => {
    for (const { session, sandbox } of running.splice(0).toReversed()) {
      await session[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    }
  };
  try {
    for (const service of request.task.services) running.push(await startService(service, request, context));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    mounts: running.map(({ session }) => session.mount),
    freeze: async () => {
      const states: Record<string, string> = {};
      for (const one of running) states[one.service.name] = await freezeState(one, request, context);
      return states;
    },
    thaw: async () => {
      for (const { service, sandbox } of running)
        await sandbox.thaw().catch((error: unknown) => {
          // It was stopped: nothing that the agent sent can have ended it.
          throw error instanceof SandboxDeathError ? toFault(service, error) : error;
        });
    },
    [Symbol.asyncDispose]: dispose,
  };
}

async function startService(
  service: TaskService,
  { loaded, owner, limits, signal, states }: ServicesRequest,
  { provider, workspaces, openServiceSession }: ServicesContext,
): Promise<RunningService> {
  const spec = { role: "app", owner, stack: SERVICE_STACK, agentLayer: null, limits, joins: null } as const;
  const sandbox = await provider.create(spec, signal);
  try {
    const state = states?.[service.name];
    if (state === undefined) await sandbox.writeFiles(await readSource(service, loaded));
    else await sandbox.unpack(await workspaces.get(state));
    const session = await openServiceSession(sandbox, { name: service.name, file: service.file, signal });
    return { service, sandbox, session };
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

/** The service's file with all that lies beside it. */
async function readSource({ file }: TaskService, { layers }: LoadedTask) {
  const beside = posix.dirname(file);
  const paths = (await listFiles(layers)).filter(
    (path) => dirname(path) === beside || path.startsWith(`${beside}/`),
  );
  return readFiles(layers, beside === "." ? [file] : paths);
}

async function freezeState(
  { service, sandbox, session }: RunningService,
  { limits, signal }: ServicesRequest,
  { archive, workspaces }: ServicesContext,
): Promise<string> {
  try {
    const clean = await archive.sanitize(await sandbox.freeze(), limits, signal);
    // Asked now: that it has ended is learned a moment after what it did not answer.
    const failure = session.failure();
    if (failure !== null) throw failure;
    await workspaces.put(clean.sha256, clean.tar);
    return clean.sha256;
  } catch (error) {
    throw explain(service, error);
  }
}

/** Whoever calls a service decides what it has to bear: what is too much for it is the agent's doing, and no outage. */
function explain(service: TaskService, error: unknown): unknown {
  if (error instanceof WorkspaceRejectedError) {
    // The archive is the engine's making, not the service's.
    return error.reason === "malformed" ? toFault(service, error) : toRejection(service, error);
  }
  const death = error instanceof InfraError && error.code === "service" ? error.cause : error;
  if (!(death instanceof SandboxDeathError)) return error;
  if (death.death !== "killed") return toRejection(service, death);
  return error instanceof InfraError ? error : toFault(service, death);
}

const describe = ({ name }: TaskService, { message }: Error): string =>
  `the state of the service ${name} cannot be kept: ${message}`;

function toRejection(
  service: TaskService,
  cause: WorkspaceRejectedError | SandboxDeathError,
): WorkspaceRejectedError {
  const { reason, entry } =
    cause instanceof WorkspaceRejectedError ? cause : { reason: "too-large" as const, entry: "" };
  return new WorkspaceRejectedError(reason, entry, describe(service, cause), { cause });
}

const toFault = (service: TaskService, cause: Error): InfraError =>
  new InfraError("service", describe(service, cause), { cause });
