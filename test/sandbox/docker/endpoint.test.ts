import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveEndpoint } from "../../../src/sandbox/docker/endpoint.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

/** A folder as the docker command keeps it, with one context. */
async function makeDockerFolder(context: string, host: string, currentContext?: string): Promise<string> {
  const folder = await makeTemporaryFolder();
  const id = createHash("sha256").update(context).digest("hex");
  const meta = join(folder, "contexts", "meta", id);
  await mkdir(meta, { recursive: true });
  await writeFile(
    join(meta, "meta.json"),
    JSON.stringify({ Name: context, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } }),
  );
  await writeFile(join(folder, "config.json"), JSON.stringify({ currentContext }));
  return folder;
}

test("DOCKER_HOST comes first, and is the client's to read", async () => {
  const folder = await makeDockerFolder("other", "unix:///run/other.sock", "other");
  const env = { DOCKER_HOST: "tcp://10.0.0.1:2375", DOCKER_CONFIG: folder };
  expect(await resolveEndpoint(env)).toEqual({ name: "tcp://10.0.0.1:2375", options: {} });
});

test("the current context is used, unless DOCKER_CONTEXT names another", async () => {
  const folder = await makeDockerFolder("rootless", "unix:///run/user/1000/docker.sock", "rootless");
  const options = { socketPath: "/run/user/1000/docker.sock" };
  expect(await resolveEndpoint({ DOCKER_CONFIG: folder })).toMatchObject({ options });
  expect(await resolveEndpoint({ DOCKER_CONFIG: folder, DOCKER_CONTEXT: "default" })).not.toMatchObject({
    options,
  });
});

test("a context over TCP brings its certificates, one over SSH its user", async () => {
  const folder = await makeDockerFolder("far", "tcp://far.example:2376", "far");
  const tls = join(folder, "contexts", "tls", createHash("sha256").update("far").digest("hex"), "docker");
  await mkdir(tls, { recursive: true });
  for (const name of ["ca", "cert", "key"]) await writeFile(join(tls, `${name}.pem`), name);
  expect((await resolveEndpoint({ DOCKER_CONFIG: folder })).options).toMatchObject({
    protocol: "https",
    host: "far.example",
    port: "2376",
    ca: Buffer.from("ca"),
    key: Buffer.from("key"),
  });
  const ssh = await makeDockerFolder("ssh", "ssh://me@far.example", "ssh");
  expect((await resolveEndpoint({ DOCKER_CONFIG: ssh })).options).toMatchObject({
    protocol: "ssh",
    host: "far.example",
    username: "me",
  });
});

test("a context that is not there is a user's error; a strange config.json is not ours to judge", async () => {
  const folder = await makeDockerFolder("a", "unix:///a.sock", "gone");
  await expect(resolveEndpoint({ DOCKER_CONFIG: folder })).rejects.toMatchObject({
    code: "unknown-docker-context",
  });
  await writeFile(join(folder, "config.json"), "{ not json");
  expect((await resolveEndpoint({ DOCKER_CONFIG: folder })).options).toHaveProperty("socketPath");
});
