import type { Manifest } from "../core/manifest.ts";
import { createEgress, type Egress } from "../models/egress.ts";

type Network = Manifest["network"];

/** What a run may reach and how, as its manifest says it. @throws UserError for a file of certificates that is not there */
export function toNetwork(asked: {
  readonly allowHosts?: readonly string[] | undefined;
  readonly caFile?: string | undefined;
}): Network {
  const caFile = asked.caFile ?? process.env["BUILDOFF_CA_FILE"] ?? null;
  const allowHosts = asked.allowHosts === undefined ? null : [...asked.allowHosts];
  const { proxy } = openEgress({ allowHosts, caFile, proxy: null });
  return { allowHosts, caFile, proxy };
}

export function openEgress({ allowHosts, caFile }: Network): Egress {
  return createEgress({ env: process.env, allowHosts, caFile });
}
