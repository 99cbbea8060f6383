import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Docker from "dockerode";
import { afterEach, expect, test } from "vitest";
import { describeOwner, isOwnerDead } from "../../../src/host/process-identity.ts";
import { reapDeadRuns } from "../../../src/sandbox/docker/reaper.ts";
import { describeDocker } from "../../support/needs.ts";

const LIVING = fileURLToPath(new URL("./long-life.ts", import.meta.url));

test("an owner is dead only where that is certain", () => {
  const own = describeOwner();
  const [host, boot, pid, start] = own.split(".");
  expect(isOwnerDead(own)).toBe(false);
  // The process id was given to another process; the machine was started again.
  expect(isOwnerDead([host, boot, pid, Number(start) + 1].join("."))).toBe(true);
  expect(isOwnerDead([host, boot, 4_194_304, start].join("."))).toBe(true);
  expect(isOwnerDead([host, "0".repeat(16), pid, start].join("."))).toBe(true);
  // Another host's; nobody's.
  expect(isOwnerDead(["0".repeat(16), boot, 4_194_304, start].join("."))).toBe(false);
  for (const text of ["", "nonsense", "1.2.3", `${own}.1`]) expect(isOwnerDead(text)).toBe(false);
});

describeDocker("the reaper", () => {
  const docker = new Docker();
  const mine = { label: [`buildoff.run=reaper-${process.pid}`] };
  const leftovers = async () => {
    const containers = await docker.listContainers({ all: true, filters: mine });
    const { Volumes } = await docker.listVolumes({ filters: mine });
    return { containers, volumes: (Volumes as typeof Volumes | null) ?? [] };
  };

  afterEach(async () => {
    const { containers, volumes } = await leftovers();
    for (const { Id } of containers) await docker.getContainer(Id).remove({ force: true, v: true });
    for (const { Name } of volumes)
      await docker
        .getVolume(Name)
        .remove({ force: true })
        .catch(() => {});
  });

  test("removes what a killed harness left, and nothing of a live one", async () => {
    const harness = spawn(process.execPath, [LIVING, `reaper-${process.pid}`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [id] = (await once(createInterface({ input: harness.stdout }), "line")) as [string];
    const decoy = await docker.createVolume({
      Name: `buildoff-test-decoy-${process.pid}`,
      Labels: { somebody: "else" },
    });
    try {
      await reapDeadRuns(docker, { isDry: false });
      const before = await leftovers();
      expect(before.containers.map(({ Id, State }) => [Id.slice(0, 12), State])).toEqual([[id, "running"]]);
      expect(before.volumes).toHaveLength(1);

      harness.kill("SIGKILL");
      await once(harness, "exit");
      const removed = await reapDeadRuns(docker, { isDry: false });
      expect(removed).toContain(before.containers[0]!.Names[0]!.slice(1));
      expect(await leftovers()).toEqual({ containers: [], volumes: [] });
      expect((await docker.getVolume(decoy.name).inspect()).Name).toBe(decoy.name);
      expect(await reapDeadRuns(docker, { isDry: false })).not.toContain(removed[0]);
    } finally {
      harness.kill("SIGKILL");
      await docker.getVolume(decoy.name).remove({ force: true });
    }
  });

  test("removes a volume that lost its container, and leaves another host's alone", async () => {
    const [, boot] = describeOwner().split(".");
    const [host] = describeOwner().split(".");
    const common = { "buildoff.harness": "buildoff", "buildoff.run": `reaper-${process.pid}` };
    const dead = await docker.createVolume({
      Name: `buildoff-test-dead-${process.pid}`,
      Labels: { ...common, "buildoff.owner": `${host}.${boot}.4194304.1` },
    });
    const foreign = await docker.createVolume({
      Name: `buildoff-test-foreign-${process.pid}`,
      Labels: { ...common, "buildoff.owner": `${"0".repeat(16)}.${boot}.4194304.1` },
    });
    expect(await reapDeadRuns(docker, { isDry: false })).toContain(dead.name);
    expect((await leftovers()).volumes.map(({ Name }) => Name)).toEqual([foreign.name]);
  });
});
