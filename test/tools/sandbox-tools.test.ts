import { describe } from "vitest";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { testPresets, testSandboxTools } from "./sandbox-tools.ts";

describe("over a local sandbox", () => {
  testSandboxTools(localProvider);
});
describe("presets and apps", () => {
  testPresets(localProvider);
});
describeDocker("over a docker sandbox", () => {
  testSandboxTools(dockerProvider);
});
