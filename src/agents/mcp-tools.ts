import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { McpAccess } from "../core/agent.ts";

/** One tool of an MCP server, as an agent in the harness uses it. */
export interface McpTool {
  /** Unique among all servers: a task's service comes before the name where two have the same. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly call: (input: unknown, signal: AbortSignal) => Promise<McpReply>;
}

export interface McpReply {
  readonly text: string;
  readonly images: readonly { readonly data: string; readonly mediaType: string }[];
  readonly isError: boolean;
}

export interface McpTools extends AsyncDisposable {
  readonly tools: readonly McpTool[];
}

/** Commands and builds may take their time; the servers have deadlines of their own. */
const CALL_TIMEOUT_MS = 15 * 60_000;

/** Connects to every server. The caller disposes it, which closes the connections. */
export async function openMcpTools(servers: readonly McpAccess[]): Promise<McpTools> {
  const clients: Client[] = [];
  const tools: McpTool[] = [];
  for (const server of servers) {
    const client = await connect(server);
    clients.push(client);
    const { tools: listed } = await client.listTools();
    for (const { name, description = "", inputSchema } of listed) {
      const isTaken = tools.some((tool) => tool.name === name);
      tools.push({
        name: isTaken ? `${server.name}_${name}` : name,
        description,
        inputSchema,
        call: (input, signal) => callTool(client, { name, input, signal }),
      });
    }
  }
  return {
    tools,
    [Symbol.asyncDispose]: async () => void (await Promise.all(clients.map((client) => client.close()))),
  };
}

async function connect({ url, token, fetch }: McpAccess): Promise<Client> {
  const client = new Client({ name: "buildoff", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: (target, init) => fetch(target, init),
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
  await client.connect(transport);
  return client;
}

interface ContentPart {
  readonly type: string;
  readonly text?: string;
  readonly data?: string;
  readonly mimeType?: string;
}

/** Whatever goes wrong is a result that the model can read. */
async function callTool(
  client: Client,
  { name, input, signal }: { readonly name: string; readonly input: unknown; readonly signal: AbortSignal },
): Promise<McpReply> {
  try {
    const result = await client.callTool({ name, arguments: input as Record<string, unknown> }, undefined, {
      signal,
      timeout: CALL_TIMEOUT_MS,
    });
    const content = result.content as readonly ContentPart[];
    const texts = content.flatMap(({ text }) => (text === undefined ? [] : [text]));
    const images = content.flatMap(({ type, data, mimeType = "image/png" }) =>
      type === "image" && data !== undefined ? [{ data, mediaType: mimeType }] : [],
    );
    return { text: texts.join("\n"), images, isError: result.isError === true };
  } catch (error) {
    signal.throwIfAborted();
    return { text: `the tool failed: ${(error as Error).message}`, images: [], isError: true };
  }
}
