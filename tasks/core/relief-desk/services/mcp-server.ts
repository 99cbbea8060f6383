import { serve } from "@hono/node-server";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { Hono } from "hono";
import { z } from "zod";

/** A word or a name that a caller gives. */
export const word = z.string().trim().min(1).max(100);
export const pageNumber = z.int().min(1).default(1).describe("from 1");

export const answer = (value: unknown) => ({
  content: [{ type: "text" as const, text: JSON.stringify(value, null, 2) }],
});

export const refuse = (message: string) => ({
  content: [{ type: "text" as const, text: message }],
  isError: true,
});

/** One page of a list, and how many pages there are. */
export function toPage<Item>(items: readonly Item[], { page, size }: { page: number; size: number }) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  return { page, pages, items: items.slice((page - 1) * size, page * size) };
}

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
  serve({
    fetch: app.fetch,
    hostname: process.env["HOST"] ?? "127.0.0.1",
    port: Number(process.env["PORT"] ?? 3000),
  });
}
