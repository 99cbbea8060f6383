import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { Hono } from "hono";
import { z } from "zod";

export interface Booking {
  readonly reference: string;
  /** Id of what was booked. */
  readonly item: string;
  readonly name: string;
  readonly priceUsd: number;
  readonly status: "booked" | "cancelled";
}

/** What a service keeps: all that was ever booked, and what of it is in force. */
interface State {
  readonly bookings: readonly Booking[];
  readonly booked: readonly string[];
  readonly chargedUsd: number;
}

const folder = process.env["STATE_DIR"] ?? "state";
const file = join(folder, "bookings.json");

/** Whoever calls must not be able to fill the state: what a service keeps is limited. */
const MAX_BOOKINGS = 200;
/** A word or a name that a caller gives. */
export const text = z.string().trim().min(1).max(100);

export function readBookings(): readonly Booking[] {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as State).bookings;
  } catch {
    return [];
  }
}

/** Written elsewhere first: the service may be stopped at any moment. */
function writeBookings(bookings: readonly Booking[]): void {
  const inForce = bookings.filter(({ status }) => status === "booked");
  const state: State = {
    bookings,
    booked: inForce.map(({ item }) => item).sort(),
    chargedUsd: inForce.reduce((sum, { priceUsd }) => sum + priceUsd, 0),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * Answers with the booking, or says that there are too many. Its reference is the same for the same wish, so that whoever
 * cancels and books again has it back; nobody can guess it.
 */
export function book({ item, name, priceUsd }: Pick<Booking, "item" | "name" | "priceUsd">, details: object) {
  const bookings = readBookings();
  if (bookings.length >= MAX_BOOKINGS) return refuse(`no more than ${MAX_BOOKINGS} bookings are taken`);
  const same = bookings.filter((one) => one.item === item && one.name === name && one.status === "booked").length;
  const seed = JSON.stringify(["indigo-otter", item, name, details, same]);
  const reference = createHash("sha256").update(seed).digest("hex").slice(0, 6).toUpperCase();
  const booking = { reference, item, name, ...details, priceUsd, status: "booked" as const };
  writeBookings([...bookings, booking]);
  return answer(booking);
}

/** False where there is no such booking in force. */
export function cancel(reference: string): boolean {
  const bookings = readBookings();
  const isInForce = (one: Booking): boolean => one.reference === reference && one.status === "booked";
  writeBookings(bookings.map((one) => (isInForce(one) ? { ...one, status: "cancelled" as const } : one)));
  return bookings.some(isInForce);
}

export const answer = (value: unknown) => ({ content: [{ type: "text" as const, text: JSON.stringify(value, null, 2) }] });

export const refuse = (message: string) => ({ content: [{ type: "text" as const, text: message }], isError: true });

/** Serves an MCP server without sessions on $HOST:$PORT. */
export function serveMcp(name: string, register: (server: McpServer) => void): void {
  const app = new Hono();
  app.get("/", (context) => context.text(name));
  app.all("/mcp", async (context) => {
    const server = new McpServer({ name, version: "1.0.0" });
    register(server);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    return transport.handleRequest(context.req.raw);
  });
  serve({ fetch: app.fetch, hostname: process.env["HOST"] ?? "127.0.0.1", port: Number(process.env["PORT"] ?? 3000) });
}
