import { describe, expect, it } from "vitest";
import { dockerProvider } from "../../src/sandbox/docker/provider.ts";
import { localProvider } from "../../src/sandbox/local/provider.ts";
import { describeDocker } from "../support/needs.ts";
import { openTools } from "./open-tools.ts";
import { testBuild, testPresets, testSandboxTools } from "./sandbox-tools.ts";

describe("over a local sandbox", () => {
  testSandboxTools(localProvider);
  testBuild(localProvider);
});
describe("presets and apps", () => {
  testPresets(localProvider);
});
describeDocker("over a docker sandbox", () => {
  testSandboxTools(dockerProvider);
  testBuild(dockerProvider);

  it("a command survives that it ends every Node program of the sandbox", async () => {
    await using tools = await openTools(dockerProvider);
    // Only where processes are seen by nobody else: this ends the machine's own otherwise.
    const command = "[ $(ps -e | wc -l) -lt 20 ] || exit 9; pkill -f '[n]ode'; echo on";
    const { text } = await tools.call("run_command", { command });
    expect(text).toContain("on\n[exit code 0");
  });
});
