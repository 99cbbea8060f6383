import { resolve } from "node:path";
import Table from "cli-table3";
import { UserError } from "../core/errors.ts";
import type { ModelEntry } from "../core/run-config.ts";
import { unknownName } from "../core/user-errors.ts";
import { suggest } from "../loader/suggest.ts";
import { type Catalog, loadCatalog } from "../models/catalog.ts";
import { pingModel, type Ping } from "../models/ping.ts";
import { resolveModel } from "../models/resolve-model.ts";
import { EXIT } from "./exit.ts";
import { openEgress, toNetwork } from "./network.ts";

interface ModelsFlags {
  readonly ping?: boolean;
  readonly json?: boolean;
  readonly modelsFile?: readonly string[];
  readonly baseUrl?: string;
  readonly keyEnv?: string;
  readonly allowHosts?: readonly string[];
  readonly caFile?: string;
}

interface Row {
  readonly provider: string;
  readonly title: string;
  readonly protocols: readonly string[];
  readonly baseUrl: string;
  readonly key: string;
  readonly kind: string;
  ping: Ping | null;
}

export async function modelsCommand(names: readonly string[], flags: ModelsFlags): Promise<void> {
  const files = [process.env["BUILDOFF_MODELS"], ...(flags.modelsFile ?? [])].filter(
    (file) => file !== undefined,
  );
  const catalog = await loadCatalog(files.map((file) => resolve(file)));
  const wanted = names.length === 0 ? Object.keys(catalog.providers) : names;
  const rows = wanted.map((name) => toRow(name, catalog, flags));
  if (flags.ping === true) await pingAll(rows, { isNamed: names.length > 0, flags, catalog });
  if (flags.json === true) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else process.stdout.write(`${render(rows, flags.ping === true)}\n`);
  const isBad = names.length > 0 && rows.some(({ ping }) => ping !== null && !ping.isUp);
  process.exitCode = isBad ? EXIT.belowThreshold : EXIT.ok;
}

function toRow(name: string, { providers }: Catalog, { baseUrl, keyEnv }: ModelsFlags): Row {
  const known = Object.keys(providers);
  const providerName = name.split("/", 1)[0]!;
  const provider = Object.hasOwn(providers, providerName) ? providers[providerName] : undefined;
  if (provider === undefined)
    throw unknownName("model provider", providerName, known, suggest(providerName, known));
  const { title, kind, endpoints } = provider;
  return {
    provider: name,
    title,
    protocols: Object.keys(endpoints),
    baseUrl: baseUrl ?? Object.values(endpoints).find((url) => url !== null) ?? "(--base-url)",
    key: describeKey(keyEnv ?? provider.keyEnv),
    kind,
    ping: null,
  };
}

function describeKey(keyEnv: string | null): string {
  if (keyEnv === null) return "none needed";
  return `${keyEnv} ${hasKey(keyEnv) ? "is set" : "is not set"}`;
}

const hasKey = (keyEnv: string): boolean => (process.env[keyEnv] ?? "").trim() !== "";

interface PingRequest {
  /** Those that the user named are tried whatever is missing; the others where they can be. */
  readonly isNamed: boolean;
  readonly flags: ModelsFlags;
  readonly catalog: Catalog;
}

async function pingAll(rows: readonly Row[], { isNamed, flags, catalog }: PingRequest): Promise<void> {
  await using egress = openEgress(toNetwork(flags));
  await Promise.all(
    rows.map(async (row) => {
      const provider = catalog.providers[row.provider.split("/", 1)[0]!]!;
      const hasAddress = row.baseUrl !== "(--base-url)";
      const isReady = hasAddress && (provider.keyEnv === null || hasKey(flags.keyEnv ?? provider.keyEnv));
      if (!isNamed && !isReady) return;
      row.ping = await pingRow(row.provider, { flags, catalog, fetch: egress.fetch });
    }),
  );
}

async function pingRow(
  name: string,
  {
    flags,
    catalog,
    fetch,
  }: Pick<PingRequest, "flags" | "catalog"> & { readonly fetch: typeof globalThis.fetch },
): Promise<Ping> {
  const isModel = name.includes("/");
  const asked: ModelEntry = {
    name: isModel ? name : `${name}/any`,
    ...(flags.baseUrl === undefined ? {} : { baseUrl: flags.baseUrl }),
    ...(flags.keyEnv === undefined ? {} : { keyEnv: flags.keyEnv }),
  };
  try {
    const model = resolveModel(asked, { env: process.env, catalog });
    return await pingModel(model, { fetch, asksModel: isModel });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { isUp: false, ms: 0, message: error.message };
  }
}

function render(rows: readonly Row[], isPinged: boolean): string {
  const table = new Table({
    head: ["provider", "protocols", "address", "key", ...(isPinged ? ["answer"] : [])],
    style: { head: [], border: [], compact: true },
  });
  for (const { provider, protocols, baseUrl, key, ping } of rows) {
    table.push([provider, protocols.join("\n"), baseUrl, key, ...(isPinged ? [describePing(ping)] : [])]);
  }
  return table.toString();
}

function describePing(ping: Ping | null): string {
  if (ping === null) return "not tried";
  return ping.isUp ? `${ping.ms} ms` : ping.message.slice(0, 60);
}
