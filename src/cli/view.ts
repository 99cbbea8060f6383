import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { portTaken } from "../core/report-errors.ts";
import { sha256 } from "../loader/digest.ts";
import { toReportTitle } from "../report/feed/write-report.ts";
import { loadRun } from "../store/run-store.ts";
import { abortOnSignal } from "./abort-on-signal.ts";
import { findReviewer } from "./find-reviewer.ts";
import { openTrialApp } from "./open-trial-app.ts";
import { chooseReportRuns } from "./report/choose-runs.ts";
import { loadGate } from "./report/load-gate.ts";
import { loadViewer } from "./report/viewer-files.ts";
import type { SandboxFlags } from "./run-options.ts";
import { version } from "./version.ts";
import { createAppDesk } from "./view/app-desk.ts";
import { createLiveSource } from "./view/live-source.ts";
import { createViewServer } from "./view/server.ts";

interface ViewFlags extends SandboxFlags {
  readonly results: string;
  readonly port?: number;
  readonly gate?: string;
}

const HOST = "127.0.0.1";

export async function viewCommand(names: readonly string[], flags: ViewFlags): Promise<void> {
  using interrupt = abortOnSignal();
  const { signal } = interrupt;
  const results = resolve(flags.results);
  const paths = await chooseReportRuns(names, results);
  const [viewer, reviewer] = await Promise.all([loadViewer(), findReviewer()]);
  const { manifest } = await loadRun(paths[0]!, results);
  const gate = await loadGate(flags.gate, manifest.runId);
  const token = randomBytes(32).toString("hex");
  const live = createLiveSource({
    paths,
    results,
    buildoff: version,
    now: () => new Date(),
    sha256,
    gate,
    pictures: "all",
    server: { token, apps: { isPossible: true, reason: null }, reviewer: reviewer ?? "" },
  });
  const { runs } = await live.current();
  const hosts = new Set<string>();
  await using apps = createAppDesk((ask, ending) =>
    openTrialApp({
      run: paths[runs.findIndex(({ data }) => data.manifest.runId === ask.run)]!,
      trial: ask.trial,
      turn: ask.turn,
      port: 0,
      framedBy: [...hosts].map((host) => `http://${host}`),
      flags: { ...flags, results },
      note,
      signal: ending,
    }),
  );
  const title = toReportTitle(runs);
  const options = {
    token,
    paths,
    results,
    reviewer: reviewer ?? "",
    flags,
    apps,
    signal,
    title,
    viewer,
    live,
    hosts,
  };
  const server = createAdaptorServer({ fetch: createViewServer(options).fetch });
  const port = await listen(server, flags.port ?? 0);
  for (const name of [HOST, "localhost"]) hosts.add(`${name}:${port}`);
  process.stdout.write(`http://${HOST}:${port}/\n`);
  note("Ctrl-C ends it");
  if (!signal.aborted) await once(signal, "abort");
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
}

const note = (line: string): void => void process.stderr.write(`${line}\n`);

async function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, "listening").catch((cause: unknown) => {
    throw portTaken(port, cause);
  });
  return (server.address() as AddressInfo).port;
}
