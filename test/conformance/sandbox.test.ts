import type { SandboxProvider, SandboxProviderDefinition } from "../../src/core/sandbox.ts";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { describeSandboxConformance } from "./sandbox.ts";

const prepare = async (definition: SandboxProviderDefinition): Promise<SandboxProvider> => {
  const provider = await definition.create({
    runId: `conformance-${process.pid}`,
    browserPath: null,
    runtime: null,
  });
  const needs = { stacks: [{ name: "static", dockerfile: null }], agentLayers: [] };
  await provider.prepare(needs, () => {}, AbortSignal.timeout(600_000));
  return provider;
};

describeSandboxConformance("local", () => prepare(localProvider));

describeDocker("with an engine", () => {
  describeSandboxConformance("docker", () => prepare(dockerProvider));
});
