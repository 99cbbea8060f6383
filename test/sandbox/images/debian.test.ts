import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import Docker from "dockerode";
import { pack } from "tar-stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DebianSource, debianTag, makeDebian } from "../../../src/sandbox/docker/images/debian.ts";
import { listBuiltImages } from "../../../src/sandbox/docker/images/image-labels.ts";
import { describeDocker } from "../../support/needs.ts";

describeDocker("the Debian below every image", () => {
  const docker = new Docker();
  const options = { arch: "amd64", progress: () => {}, signal: new AbortController().signal };
  let registry: Server;
  let reference: string;

  beforeAll(async () => {
    registry = await serveImage();
    reference = `127.0.0.1:${(registry.address() as AddressInfo).port}/own/debian:twelve`;
  });
  afterAll(async () => {
    registry.close();
    for (const name of [debianTag({ kind: "registry", reference }, "amd64"), reference]) {
      await docker.getImage(name).remove();
    }
  });

  it("is pulled from a registry, and labelled as buildoff's", async () => {
    const source: DebianSource = { kind: "registry", reference };
    expect(await makeDebian(docker, [source], options)).toEqual(source);
    const image = (await listBuiltImages(docker)).get(debianTag(source, "amd64"));
    expect(image).toMatchObject({ what: "debian", parent: reference });
  });

  it("is looked for in the next way where one fails, and then told why each did", async () => {
    const nowhere: DebianSource = { kind: "registry", reference: "127.0.0.1:9/debian:none" };
    const lines: string[] = [];
    const progress = (line: string): void => void lines.push(line);
    const way: DebianSource = { kind: "registry", reference };
    expect(await makeDebian(docker, [nowhere, way], { ...options, progress })).toEqual(way);
    expect(lines[0]).toBe("debian: pulling 127.0.0.1:9/debian:none");
    expect(lines[1]).toMatch(/^debian: the engine cannot pull 127\.0\.0\.1:9\/debian:none: .*refused/);
    await expect(makeDebian(docker, [nowhere], options)).rejects.toMatchObject({
      kind: "user",
      code: "no-base-image",
      message: expect.stringContaining("the engine cannot pull 127.0.0.1:9/debian:none") as string,
      hint: expect.stringContaining("mmdebstrap") as string,
    });
  });

  it("says that mmdebstrap is missing where it would be needed", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nonexistent";
    try {
      await expect(makeDebian(docker, [{ kind: "packages" }], options)).rejects.toMatchObject({
        code: "no-base-image",
        message: "there is no way to a base image: mmdebstrap is not installed",
      });
    } finally {
      process.env["PATH"] = path;
    }
  });
});

/** A registry that serves one image of one small file, as the distribution protocol (v2) asks. */
async function serveImage(): Promise<Server> {
  const tar = pack();
  tar.entry({ name: "etc/debian_version" }, `12.0 ${randomBytes(8).toString("hex")}\n`);
  tar.finalize();
  const layer = await buffer(tar);
  const config = toBlob({
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: [digest(layer)] },
  });
  const manifest = toBlob({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: "application/vnd.docker.container.image.v1+json",
      size: config.length,
      digest: digest(config),
    },
    layers: [
      {
        mediaType: "application/vnd.docker.image.rootfs.diff.tar",
        size: layer.length,
        digest: digest(layer),
      },
    ],
  });
  const answers = new Map<string, readonly [string, Buffer]>([
    ["/v2/", ["application/json", Buffer.from("{}")]],
    ["/v2/own/debian/manifests/twelve", [MANIFEST, manifest]],
    [`/v2/own/debian/manifests/${digest(manifest)}`, [MANIFEST, manifest]],
    [`/v2/own/debian/blobs/${digest(config)}`, ["application/octet-stream", config]],
    [`/v2/own/debian/blobs/${digest(layer)}`, ["application/octet-stream", layer]],
  ]);
  const server = createServer((request, response) => {
    const [type, body] = answers.get(request.url ?? "") ?? [null, null];
    if (body === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": type,
      "content-length": body.length,
      "docker-content-digest": digest(body),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const toBlob = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const digest = (data: Buffer): string => `sha256:${createHash("sha256").update(data).digest("hex")}`;
