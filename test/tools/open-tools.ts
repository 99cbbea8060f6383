import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { type LimitsInput, resolveLimits } from "../../src/core/limits.ts";
import type { Sandbox, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import type { AppCommands } from "../../src/core/stack.ts";
import { openSandboxTools } from "../../src/tools/sandbox-tools.ts";

export interface ToolReply {
  readonly text: string;
  readonly isError: boolean;
  readonly image: { readonly data: string; readonly mimeType: string } | null;
}

export interface OpenedTools extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly client: Client;
  readonly call: (name: string, input?: object) => Promise<ToolReply>;
  /** Browser containers that were made. */
  readonly browsers: () => number;
}

const STATIC: AppCommands = {
  build: null,
  start: '"$BUILDOFF_NODE" "$BUILDOFF_RUNTIME/serve-static.mjs" .',
  root: ".",
  ready: "/",
};

/** Buildoff's tools over a sandbox, as an MCP client sees them. */
export async function openTools(
  definition: SandboxProviderDefinition,
  {
    preset = "all",
    app = STATIC,
    limits: asked = {},
  }: { preset?: "all" | "arena"; app?: AppCommands; limits?: LimitsInput } = {},
): Promise<OpenedTools> {
  const limits = resolveLimits({ readyTime: 10_000 }, asked);
  const provider = await definition.create({
    runId: `tools-${process.pid}`,
    browserPath: null,
    runtime: null,
  });
  await provider.prepare(
    { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] },
    () => {},
    AbortSignal.timeout(600_000),
  );
  const { signal } = new AbortController();
  const owner = { runId: `tools-${process.pid}`, trialId: "tools", tryNumber: 1 };
  const common = { owner, stack: "static", agentLayer: null, limits } as const;
  const sandbox = await provider.create({ ...common, role: "agent", joins: null }, signal);
  let browsers = 0;
  const createBrowser = (): Promise<Sandbox> => {
    browsers += 1;
    return provider.create({ ...common, role: "checker", joins: sandbox }, signal);
  };
  const tools = await openSandboxTools({ sandbox, preset, app, limits, createBrowser, signal });
  const client = new Client({ name: "test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL("http://mount/"), {
    fetch: (url, init) => tools.mount.handle(new Request(url, init)),
  });
  await client.connect(transport);
  return {
    sandbox,
    client,
    browsers: () => browsers,
    call: async (name, input = {}) => {
      const result = await client.callTool({ name, arguments: input as Record<string, unknown> });
      const content = result.content as { type: string; text?: string; data?: string; mimeType?: string }[];
      const image = content.find(({ type }) => type === "image");
      return {
        text: content
          .map(({ text }) => text ?? "")
          .join("\n")
          .trim(),
        isError: result.isError === true,
        image: image === undefined ? null : { data: image.data!, mimeType: image.mimeType! },
      };
    },
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await tools[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}
