import type { SandboxProviderDefinition } from "../../core/sandbox.ts";

/** Runs trusted code in a temporary folder of this machine, where there is no Docker Engine. */
export const localProvider: SandboxProviderDefinition = {
  name: "local",
  summary: "a temporary folder and processes of this machine; isolates nothing, for trusted code only",
  trustedOnly: true,
  create: async ({ browserPath }) => (await import("./create-provider.ts")).createLocalProvider(browserPath),
};
