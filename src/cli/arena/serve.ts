import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, isIP } from "node:net";
import { join, resolve } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { createScrub } from "../../arena/scrub.ts";
import { listNames } from "../../arena/telling-names.ts";
import { createAppHouse } from "../../arena/site/app-house.ts";
import { listMatches } from "../../arena/site/match.ts";
import { createVoteDesk } from "../../arena/site/vote-desk.ts";
import { DEFAULT_RULES } from "../../arena/weigh-votes.ts";
import { appsWithoutSite, nothingToVoteOn, unknownRaters } from "../../core/arena-errors.ts";
import { portTaken } from "../../core/report-errors.ts";
import { invalidSetting } from "../../core/setting-errors.ts";
import { packApp } from "../../report/player/pack-app.ts";
import { abortOnSignal } from "../abort-on-signal.ts";
import { chooseReportRuns } from "../report/choose-runs.ts";
import { openReportRun } from "../report/open-report-run.ts";
import { loadArenaPage } from "../report/viewer-files.ts";
import type { SandboxFlags } from "../run-options.ts";
import { countOf } from "../statistics-text.ts";
import { createAppGate } from "./serve/app-gate.ts";
import { openArenaFolder } from "./serve/arena-folder.ts";
import { listAttentionPairs } from "./serve/attention.ts";
import { createNames, listEntrants } from "./serve/entrants.ts";
import { createRaters } from "./serve/raters.ts";
import { createArenaServer } from "./serve/server.ts";
import { createStarters, isOwnFault } from "./serve/start-apps.ts";

interface ServeFlags extends SandboxFlags {
  readonly results: string;
  /** Folder of the votes; below the results if silent. */
  readonly arena?: string;
  readonly port?: number;
  /** Address at which a sign-in proxy shows the site. */
  readonly publicUrl?: URL;
  /** Address whose subdomains that proxy leads here, for apps with a server of their own. */
  readonly appsUrl?: URL;
  /** Header in which that proxy names the rater. */
  readonly raterHeader?: string;
  readonly cooldown: number;
  readonly dailyCap: number;
  readonly attention: number;
  readonly warm: number;
}

const HOST = "127.0.0.1";
const NAME_BYTES = 16;

export async function serveCommand(names: readonly string[], flags: ServeFlags): Promise<void> {
  using interrupt = abortOnSignal();
  const { signal } = interrupt;
  requireAddresses(flags);
  const results = resolve(flags.results);
  const paths = await chooseReportRuns(names, results);
  const page = await loadArenaPage();
  const runs = await Promise.all(paths.map((path) => openReportRun(path, results)));
  const nameOf = createNames(runs);
  const scrub = createScrub(listNames(runs.map(({ data }) => data.manifest)));
  const hosts = new Set<string>();
  const origins = (): string[] =>
    flags.publicUrl === undefined ? [...hosts].map((host) => `http://${host}`) : [flags.publicUrl.origin];
  const { appsUrl = null, raterHeader = null } = flags;
  const shown =
    appsUrl === null || raterHeader === null
      ? null
      : { below: appsUrl, gate: createAppGate(appsUrl, raterHeader) };
  const starters = createStarters({ runs, paths, results, scrub, flags, framedBy: origins, shown, note });
  // A public page can show apps at public names alone.
  const startsSandboxes = flags.publicUrl === undefined || shown !== null;
  const { entrants, leftOut } = await listEntrants(runs, {
    scrub,
    nameOf,
    start: starters.trial,
    startsSandboxes,
  });
  const matches = listMatches(entrants);
  if (matches.length === 0) throw nothingToVoteOn(entrants.length, [...leftOut]);
  const attention =
    flags.attention === 0
      ? []
      : await listAttentionPairs(runs, { start: starters.workspace, startsSandboxes });
  await using arena = await openArenaFolder(resolve(flags.arena ?? join(results, "arena")), {
    schema: 1,
    dailyCap: flags.dailyCap,
  });
  await using house = createAppHouse({
    mostStarted: flags.warm,
    pack: (files) => packApp(files, page.player),
    now: Date.now,
    newName,
    isOwnFault,
    note,
  });
  const desk = createVoteDesk({
    ...arena,
    matches,
    attention,
    attentionShare: flags.attention,
    rules: { ...DEFAULT_RULES, dailyCap: flags.dailyCap },
    cooldownMs: flags.cooldown,
    now: Date.now,
    random: Math.random,
    newId: newName,
  });
  const raters = createRaters({ secret: arena.secret, header: raterHeader });
  const site = createArenaServer({ page, hosts, appsUrl, desk, house, raters, scrub, note });
  const answer = getRequestListener(site.fetch);
  const handlers = shown?.gate.before((request, response) => void answer(request, response));
  const server = createServer(handlers?.request ?? answer);
  if (handlers !== undefined) server.on("upgrade", handlers.upgrade);
  const port = await listen(server, flags.port ?? 0);
  hosts.add(`${HOST}:${port}`);
  if (flags.publicUrl !== undefined) hosts.add(flags.publicUrl.host);
  process.stdout.write(`http://${HOST}:${port}/\n`);
  note(describe(entrants, matches.length, attention.length));
  for (const [why, count] of leftOut) note(`left out: ${countOf(count, "trial")}: ${why}`);
  note(`${countOf(arena.votes.length, "vote")} so far in ${arena.votesFile}`);
  note(`\`buildoff arena rate ${arena.votesFile}\` makes ratings of them; Ctrl-C ends the site`);
  if (!signal.aborted) await once(signal, "abort");
  server.close();
  server.closeAllConnections();
}

/** @throws UserError `unknown-raters`, `apps-without-site`, `invalid-setting` */
function requireAddresses({ publicUrl, appsUrl, raterHeader }: ServeFlags): void {
  if (publicUrl !== undefined && raterHeader === undefined) throw unknownRaters();
  if (appsUrl === undefined) return;
  if (publicUrl === undefined) throw appsWithoutSite();
  if (isIP(appsUrl.hostname.replace(/^\[|\]$/g, "")) !== 0)
    throw invalidSetting("--apps-url", appsUrl.origin, "an address of numbers has no subdomains");
  if (appsUrl.protocol !== publicUrl.protocol)
    throw invalidSetting("--apps-url", appsUrl.origin, `the site is at ${publicUrl.protocol}//, too`);
}

const newName = (): string => randomBytes(NAME_BYTES).toString("hex");
const note = (line: string): void => void process.stderr.write(`${line}\n`);

function describe(
  entrants: readonly { readonly contestant: { readonly model: string } }[],
  matches: number,
  attention: number,
): string {
  const models = new Set(entrants.map(({ contestant }) => contestant.model)).size;
  const rest = attention === 0 ? "" : `, and ${countOf(attention, "pair")} that measure raters`;
  return `${countOf(entrants.length, "app")} of ${countOf(models, "model")}: ${countOf(matches, "battle")}${rest}`;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, "listening").catch((cause: unknown) => {
    throw portTaken(port, cause);
  });
  return (server.address() as AddressInfo).port;
}
