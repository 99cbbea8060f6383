/*
 * Runs a command, passes on what it writes, and ends it with all that came of it when it takes too long or writes too much;
 * nothing else in the sandbox is touched. Arguments: milliseconds, bytes of each stream, the exit codes that tell of the
 * one and of the other, then the command. Whatever the command leaves in the background after its own end goes on.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, constants, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { constants as system, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** By this variable all that came of the command is found again, whatever group or session it moved to. */
const MARK = "BUILDOFF_COMMAND";
const KILL_MS = 5_000;
/** Whoever still holds the output of a command that ended is not waited for longer. */
const SILENCE_MS = 300;
const MAX_DRAIN_MS = 3_000;

// `pkill node`, as models do it, is not meant for this one, and must not end it.
process.title = "buildoff-tool";
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});

const [timeoutMs, maxBytes, timeoutCode, outputCode] = process.argv.slice(2, 6).map(Number);
const [program, ...args] = process.argv.slice(6);
const mark = randomUUID();
const stop = Promise.withResolvers();

const streams = openStreams();
const child = spawn(program, args, {
  detached: true,
  stdio: ["inherit", ...streams.map(({ writer }) => writer ?? "pipe")],
  env: { ...process.env, [MARK]: mark },
});
const ended = new Promise((resolve) => {
  child.once("exit", (code, signal) => resolve(code ?? 128 + system.signals[signal]));
  child.once("error", (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    resolve(error.code === "ENOENT" ? 127 : 126);
  });
});
for (const [index, stream] of streams.entries()) {
  if (stream.writer !== null) closeSync(stream.writer);
  stream.source ??= child.stdio[index + 1];
  pass(stream);
}
const timer = setTimeout(() => stop.resolve(timeoutCode), timeoutMs);
const end = await Promise.race([ended.then((exitCode) => ({ exitCode })), stop.promise]);
clearTimeout(timer);
if (typeof end === "number") await killAll();
await drain();
streams.forEach(leave);
process.stdout.write("", () => process.stderr.write("", () => process.exit(end.exitCode ?? end)));

/** Pipes where they can be made: what Node makes is a socket, by which a command cannot open /dev/stdout. */
function openStreams() {
  const streams = [process.stdout, process.stderr].map((target) => {
    // Whoever is gone reads no more.
    target.on("error", () => {});
    return { target, source: null, writer: null, left: maxBytes, heardAt: 0, isOver: false };
  });
  try {
    const folder = mkdtempSync(join(tmpdir(), "buildoff-"));
    try {
      const paths = streams.map((_, index) => join(folder, String(index)));
      spawnSync("mkfifo", paths);
      for (const [index, stream] of streams.entries()) {
        const fd = openSync(paths[index], constants.O_RDONLY | constants.O_NONBLOCK);
        stream.source = new Socket({ fd, readable: true, writable: false });
        stream.writer = openSync(paths[index], constants.O_WRONLY);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // The temporary folder may be full, and a command is what makes room in it.
  }
  return streams;
}

function pass(stream) {
  const { source, target } = stream;
  source.on("error", () => {});
  source.once("close", () => (stream.isOver = true));
  source.on("data", (chunk) => {
    stream.heardAt = performance.now();
    const part = chunk.subarray(0, stream.left);
    stream.left -= part.length;
    if (stream.left <= 0) stop.resolve(outputCode);
    if (part.length === 0 || target.write(part)) return;
    source.pause();
    target.once("drain", () => source.resume());
  });
}

/** Waits until the rest of the output has come. */
async function drain() {
  for (const startedAt = performance.now(); ; await sleep(10)) {
    const now = performance.now();
    const open = streams.filter(({ isOver, left }) => !isOver && left > 0);
    if (open.length === 0 || now - startedAt > MAX_DRAIN_MS) return;
    if (open.every(({ heardAt }) => now - Math.max(heardAt, startedAt) > SILENCE_MS)) return;
  }
}

/** Lets somebody read on what is left in the background: it would die of writing to nobody. */
function leave({ source, isOver }) {
  if (isOver || typeof end === "number") return;
  source.pause();
  spawn("cat", { stdio: [source, "ignore", "ignore"], detached: true }).unref();
}

/** Kills until none is left: a process may fork while it is being looked for. */
async function killAll() {
  kill(-child.pid);
  for (const startedAt = performance.now(); performance.now() - startedAt < KILL_MS; await sleep(5)) {
    const found = findMarked();
    if (found.length === 0) return;
    found.forEach(kill);
  }
}

function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** None where the system has no /proc: there the group is all that can be reached. */
function findMarked() {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isMarked(name));
  } catch {
    return [];
  }
}

function isMarked(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").includes(`${MARK}=${mark}\0`);
  } catch {
    return false;
  }
}
