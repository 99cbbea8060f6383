import { fileURLToPath } from "node:url";
import Table from "cli-table3";
import { execa } from "execa";

/*
 * Processor time that a command takes to start, against a Node process that does nothing, by turns in the same run: the least
 * of several each, since others use the machine, too. Usage: npm run bench:start [times]
 */
const times = Number(process.argv[2] ?? 10);
const bin = fileURLToPath(new URL("../bin/buildoff.js", import.meta.url));
const results = fileURLToPath(new URL("../results", import.meta.url));

/** Preloaded into each process: at its end it writes its processor time in microseconds to the fourth stream. */
const METER = `data:text/javascript,import { writeSync } from "node:fs";
process.on("exit", () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); });`;

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  "node -e 0": ["-e", "0"],
  "buildoff --help": [bin, "--help"],
  "buildoff run --help": [bin, "run", "--help"],
  "buildoff list": [bin, "list", "--results", results],
  "buildoff show sample": [bin, "show", "sample", "--results", results],
};

const least = new Map<string, number>();
for (let turn = 0; turn < times; turn += 1) {
  for (const [what, args] of Object.entries(COMMANDS))
    least.set(what, Math.min(least.get(what) ?? Infinity, await measureCpuMs(args)));
}
const [baselineMs] = least.values();
const table = new Table({
  head: ["", "processor time", "ratio"],
  style: { head: [], border: [], compact: true },
  colAligns: ["left", "right", "right"],
});
for (const [what, ms] of least) table.push([what, `${ms.toFixed(0)} ms`, (ms / baselineMs!).toFixed(1)]);
process.stdout.write(`the least of ${times} starts\n${table.toString()}\n`);

async function measureCpuMs(args: readonly string[]): Promise<number> {
  const { stdio } = await execa(process.execPath, ["--import", METER, ...args], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  return Number(stdio[3]) / 1_000;
}
