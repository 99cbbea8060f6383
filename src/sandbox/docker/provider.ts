import type { SandboxProviderDefinition } from "../../core/sandbox.ts";

/** Runs every sandbox as a sealed container of a Docker Engine. */
export const dockerProvider: SandboxProviderDefinition = {
  name: "docker",
  summary: "sealed containers of a Docker Engine: no network, no capabilities, bounded in everything",
  trustedOnly: false,
  create: async ({ runId, runtime }) => {
    const { connectEngine } = await import("./engine.ts");
    const { createDockerProvider } = await import("./create-provider.ts");
    return createDockerProvider(await connectEngine(), { runId, runtime });
  },
};
