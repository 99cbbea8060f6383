import { setTimeout as sleep } from "node:timers/promises";
import type { Duplex } from "node:stream";
import type { Container, Exec, ExecInspectInfo } from "dockerode";
import { InfraError } from "../../core/errors.ts";
import type { SandboxUser } from "../../core/sandbox.ts";
import { CALL_TIMEOUT_MS, callEngine, EngineRefusal } from "./engine-call.ts";
import type { ContainerFacts, EngineEvents } from "./engine-events.ts";
import { environmentOf, UIDS } from "./layout.ts";

/** A background process may hold the output of a command that has ended; it is not waited for longer. */
const SILENCE_MS = 300;
const MAX_DRAIN_MS = 3_000;
const TICK_MS = 50;
const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 1_000;
const ASK_MS = 5_000;

/** The container that commands run in, and what is known of it. */
export interface ExecHost {
  readonly container: Container;
  readonly events: EngineEvents;
  readonly facts: ContainerFacts;
  /** One for each command that was started and has not ended: resolves when it runs. */
  readonly starts: Set<() => Promise<void>>;
}

export interface ExecStart {
  readonly command: readonly string[];
  readonly user: SandboxUser;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly hasStdin: boolean;
  /** After this the command is killed from inside, should nobody be left outside to do it; 0 is never. */
  readonly backstopSeconds: number;
}

/** A command that was started, with its connection. */
export interface ExecSession {
  /** What is written to it is the command's input, ending it closes the input; what is read is multiplexed output. */
  readonly socket: Duplex;
  /**
   * The exit code, once the command has ended: an output that ended proves nothing.
   * @throws InfraError `engine`, EngineRefusal where the container or the exec is gone
   */
  readonly ended: Promise<number>;
  /**
   * Resolves when the command runs, or has run. The engine opens the connection before, and a container that is paused
   * in between can neither go on nor be removed.
   */
  readonly started: () => Promise<void>;
}

/**
 * Starts a command as one of the sandbox's users. A program or folder that is missing is an exit code like another,
 * because a wrapper inside looks for it.
 * @throws InfraError `engine`, EngineRefusal where the container does not run
 */
export async function startExec(host: ExecHost, start: ExecStart): Promise<ExecSession> {
  const opening = openExec(host, start);
  const settle = async (): Promise<void> => {
    const session = await opening.catch(() => null);
    await session?.started();
  };
  host.starts.add(settle);
  const forget = (): void => void host.starts.delete(settle);
  opening.then(({ ended }) => ended.then(forget, forget), forget);
  return opening;
}

/** Waits until every command that was started runs: what an engine does not get over is a pause in the middle of a start. */
export async function settleStarts({ starts }: ExecHost): Promise<void> {
  await Promise.all([...starts].map((settle) => settle()));
}

async function openExec(host: ExecHost, start: ExecStart): Promise<ExecSession> {
  const { container, events } = host;
  const { command, user, cwd, backstopSeconds, hasStdin } = start;
  const env = { ...environmentOf(user), ...start.env };
  const exec = await callEngine("prepare a command", () =>
    container.exec({
      Cmd: ["/usr/bin/env", "-C", cwd, "/usr/bin/timeout", "-s", "KILL", String(backstopSeconds), ...command],
      User: `${UIDS[user]}:${UIDS[user]}`,
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      WorkingDir: "/",
      AttachStdin: hasStdin,
      AttachStdout: true,
      AttachStderr: true,
      Tty: false,
    }),
  );
  const told = events.execEnded(exec.id);
  try {
    const socket = await callEngine("start a command", (abortSignal) =>
      exec.start({ hijack: true, stdin: true, abortSignal }),
    );
    // A connection that breaks is an end; why, the engine is asked.
    socket.on("error", () => {});
    const ended = awaitEnd({ exec, container, socket, told }).finally(() => events.forgetExec(exec.id));
    ended.catch(() => {});
    return { socket, ended, started: () => awaitStart(exec) };
  } catch (error) {
    events.forgetExec(exec.id);
    throw error;
  }
}

async function awaitStart(exec: Exec): Promise<void> {
  for (const deadline = performance.now() + CALL_TIMEOUT_MS; performance.now() < deadline;) {
    const { Pid: pid, Running: isRunning } = await inspectExec(exec);
    if (pid > 0 || !isRunning) return;
    await sleep(FIRST_PAUSE_MS);
  }
  throw new InfraError("engine", "the Docker Engine did not start a command");
}

const inspectExec = (exec: Exec): Promise<ExecInspectInfo> =>
  callEngine("look at a command", (abortSignal) => exec.inspect({ abortSignal }));

interface Started {
  readonly exec: Exec;
  readonly container: Container;
  readonly socket: Duplex;
  readonly told: Promise<void>;
}

async function awaitEnd(started: Started): Promise<number> {
  const { socket, told } = started;
  const over = Promise.race([awaitClose(socket), told]).then(() => true);
  for (let pauseMs = FIRST_PAUSE_MS; ;) {
    // Asked now and then in any case: an engine that hangs closes nothing and tells nothing.
    const isOver = await Promise.race([over, sleep(ASK_MS, false, { ref: false })]);
    const exitCode = await inspect(started);
    if (exitCode !== null) {
      await drain(socket);
      socket.destroy();
      return exitCode;
    }
    if (!isOver) continue;
    // Its output has ended and it goes on, or the engine will know in a moment.
    await sleep(pauseMs);
    pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
  }
}

/** Null while it runs. Only an exec that is known to run no more, with an exit code, has ended. */
async function inspect({ exec, container }: Started): Promise<number | null> {
  try {
    const { Running: isRunning, ExitCode: exitCode } = await inspectExec(exec);
    return isRunning ? null : exitCode;
  } catch (error) {
    // Nothing can be asked of the commands of a paused container.
    if (error instanceof EngineRefusal && error.status === 409 && (await isPaused(container))) return null;
    throw error;
  }
}

async function isPaused(container: Container): Promise<boolean> {
  const { State } = await callEngine("look at the container", (abortSignal) =>
    container.inspect({ abortSignal }),
  );
  return State.Paused;
}

function awaitClose(socket: Duplex): Promise<void> {
  if (socket.closed || socket.readableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    socket.once("end", resolve);
    socket.once("close", resolve);
  });
}

/** Waits until the rest of the output has come: until the connection closes, or falls silent though it is read. */
function drain(socket: Duplex): Promise<void> {
  if (socket.closed || socket.readableEnded) return Promise.resolve();
  return new Promise((resolve) => {
    let silentMs = 0;
    let readMs = 0;
    const done = (): void => {
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      // Whoever reads slowly, or has not begun to, is not to lose the rest.
      if (socket.readableFlowing !== true) return;
      silentMs += TICK_MS;
      readMs += TICK_MS;
      if (silentMs >= SILENCE_MS || readMs >= MAX_DRAIN_MS) done();
    }, TICK_MS);
    socket.on("data", () => {
      silentMs = 0;
    });
    socket.once("end", done).once("close", done);
  });
}
