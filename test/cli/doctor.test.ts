import { Command } from "commander";
import { afterEach, describe, expect, it } from "vitest";
import { type DoctorReport, examine, renderReport } from "../../src/cli/doctor.ts";
import { registerDoctor } from "../../src/cli/commands/doctor.ts";
import { engineChecks, type EngineSubject } from "../../src/sandbox/docker/diagnose.ts";
import { describeDocker } from "../support/needs.ts";

const engine = process.env["DOCKER_HOST"];

afterEach(() => {
  if (engine === undefined) delete process.env["DOCKER_HOST"];
  else process.env["DOCKER_HOST"] = engine;
  process.exitCode = undefined;
});

describeDocker("doctor, with an engine", () => {
  it("finds what a sandboxed run needs", async () => {
    const report = await examine();
    expect(report.docker.map(({ title }) => title)).toEqual(engineChecks.map(({ title }) => title));
    expect(report.docker.filter(({ status }) => status === "fail")).toEqual([]);
    expect(report.usable).toContain("docker");
  });
});

describe("doctor, without an engine", () => {
  it("says so with a remedy, and judges by what works without one", async () => {
    process.env["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";
    const report = await examine();
    expect(report.docker).toMatchObject([{ title: "Docker Engine", status: "fail" }]);
    expect(report.docker[0]!.remedy).toContain("DOCKER_HOST");
    expect(report.usable).not.toContain("docker");
    const isLocalWell = report.local.every(({ status }) => status !== "fail");
    expect(report.usable).toEqual(isLocalWell ? ["local"] : []);
  });

  it("ends with the exit code that scripts ask for, and JSON", async () => {
    process.env["DOCKER_HOST"] = "unix:///nonexistent/docker.sock";
    const output = await captureOutput(() => runDoctor("--json"));
    const report = JSON.parse(output) as DoctorReport;
    expect(process.exitCode).toBe(report.usable.length > 0 ? 0 : 2);
    expect(report.machine.map(({ title }) => title)).toContain("Node.js");
  });
});

describe("doctor's page", () => {
  it("puts each remedy below its line and ends with the verdict", () => {
    const line = { title: "browser", status: "fail", found: "none", remedy: "install one" } as const;
    const machine = [{ title: "Node.js", status: "ok", found: "v24", remedy: null }] as const;
    expect(renderReport({ machine, docker: [], local: [line], usable: [] })).toMatchInlineSnapshot(`
      "this machine
       ✔ Node.js  v24

      sandbox docker


      sandbox local
       ✘ browser  none
                  → install one

      no run is possible yet: see ✘ above
      "
    `);
  });
});

describe("the checks of an engine", () => {
  const info: EngineSubject["info"] = {
    Architecture: "x86_64",
    Driver: "overlay2",
    CgroupVersion: "2",
    CgroupDriver: "systemd",
    MemoryLimit: true,
    PidsLimit: true,
    SecurityOptions: ["name=seccomp,profile=default"],
    MemTotal: 16 * 1024 ** 3,
    NCPU: 8,
    DockerRootDir: "/nonexistent",
  };

  it.each([
    ["containers", { Architecture: "riscv64" }, "fail"],
    ["containers", { Architecture: "aarch64" }, "ok"],
    ["storage driver", { Driver: "vfs" }, "warn"],
    ["limits (cgroup)", { MemoryLimit: false }, "fail"],
    ["limits (cgroup)", { PidsLimit: false }, "fail"],
    ["limits (cgroup)", {}, "ok"],
    ["seccomp", { SecurityOptions: [] }, "fail"],
    ["engine's memory", { MemTotal: 1024 ** 3 }, "warn"],
    ["engine's disk", {}, "ok"],
  ] as const)("%s with %j: %s", async (title, change, status) => {
    const check = engineChecks.find((each) => each.title === title)!;
    const diagnosis = await check.run({ info: { ...info, ...change } } as EngineSubject);
    expect(diagnosis.status).toBe(status);
    expect(diagnosis.remedy === null).toBe(status === "ok");
  });
});

async function runDoctor(...flags: string[]): Promise<void> {
  const program = new Command();
  registerDoctor(program);
  await program.parseAsync(["doctor", ...flags], { from: "user" });
}

async function captureOutput(run: () => Promise<void>): Promise<string> {
  const write = process.stdout.write.bind(process.stdout);
  let output = "";
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    output += String(chunk);
    return true;
  };
  try {
    await run();
  } finally {
    process.stdout.write = write;
  }
  return output;
}
