import type { SandboxProviderDefinition } from "../core/sandbox.ts";
import { dockerProvider } from "./docker/provider.ts";
import { localProvider } from "./local/provider.ts";

/** Every sandbox provider. A new one is one file and one line here. */
export const sandboxProviders: Readonly<Record<string, SandboxProviderDefinition>> = {
  docker: dockerProvider,
  local: localProvider,
};
