import type { OutputFlags } from "../run-options.ts";
import { createJsonView } from "./json-view.ts";
import { createPlainView } from "./plain-view.ts";
import { createSlimView } from "./slim-view.ts";
import type { ProgressView } from "./view.ts";

/** A live view in a terminal, plain lines elsewhere, JSON where it was asked for. */
export async function createView(flags: Pick<OutputFlags, "json" | "plain" | "slim">): Promise<ProgressView> {
  const write = (text: string): void => void process.stdout.write(text);
  if (flags.slim === true) return createSlimView(write);
  if (flags.json === true) return createJsonView(write);
  const isLive = process.stdout.isTTY && flags.plain !== true && process.env["TERM"] !== "dumb";
  return isLive ? (await import("./live-view.ts")).createLiveView() : createPlainView(write);
}
