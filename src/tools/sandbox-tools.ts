import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { SandboxDeathError } from "../core/errors.ts";
import type { SandboxTools, SandboxToolsRequest } from "../core/gateway.ts";
import { createAppTools } from "./app.ts";
import { createBrowserSession } from "./browser-session.ts";
import { createBrowserTools } from "./browser-tools.ts";
import { createCommandTool } from "./commands.ts";
import { createFileTools } from "./files.ts";
import { fail, type Tool } from "./tool.ts";

/** Name of the mount: agents know buildoff's own tools as this MCP server. */
const NAME = "sandbox";

/**
 * Buildoff's own tools over one sandbox, as an MCP server (Streamable HTTP, without sessions). They act with the agent's
 * rights, inside the sandbox; the browser stands on its loopback. The caller disposes it, which ends the browser.
 */
export async function openSandboxTools(request: SandboxToolsRequest): Promise<SandboxTools> {
  const browser = createBrowserSession(request.createBrowser);
  const tools = chooseTools(request, browser);
  return {
    mount: { name: NAME, handle: (asked) => answer(asked, tools, request.signal) },
    [Symbol.asyncDispose]: () => browser[Symbol.asyncDispose](),
  };
}

function chooseTools(
  { sandbox, preset, app, limits }: SandboxToolsRequest,
  browser: ReturnType<typeof createBrowserSession>,
): readonly Tool[] {
  const files = createFileTools(sandbox);
  const command = createCommandTool(sandbox, app, limits);
  // As Code Arena has them.
  const four = [files.create_file, files.edit_file, files.read_file, command];
  if (preset === "arena") return four;
  const own = createAppTools(sandbox, app, limits);
  return [
    ...four,
    files.list_files,
    own.start_app,
    own.stop_app,
    ...createBrowserTools(browser, sandbox.layout),
  ];
}

/** One server a request: without sessions nothing outlives it. */
async function answer(asked: Request, tools: readonly Tool[], signal: AbortSignal): Promise<Response> {
  const server = new McpServer({ name: "buildoff", version: "1.0.0" });
  for (const { name, description, input, run } of tools) {
    server.registerTool(name, { description, inputSchema: input.shape }, async (given, extra) => {
      try {
        return await run(given, AbortSignal.any([signal, extra.signal]));
      } catch (error) {
        // Who ended the sandbox is told elsewhere; the model gets an answer in any case.
        const why =
          error instanceof SandboxDeathError ? "the sandbox has ended" : "the sandbox cannot be reached";
        return fail(`${why}: ${(error as Error).message.slice(0, 300)}`);
      }
    });
  }
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  try {
    await server.connect(transport);
    return await transport.handleRequest(asked);
  } catch (error) {
    const body = { jsonrpc: "2.0", id: null, error: { code: -32603, message: String(error) } };
    return Response.json(body, { status: 500 });
  }
}
