import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type Docker from "dockerode";
import { z } from "zod";
import { InfraError } from "../../../core/errors.ts";
import { HARNESS_LABEL, OWNER_LABEL } from "../labels.ts";
import { describeOwner } from "../../../host/process-identity.ts";

/** Runs inside the image. Prints what can be read there as one JSON object; what is not there is left out. */
const SCRIPT = `
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, readdirSync } = require("node:fs");
const [what] = process.argv.slice(1);
const versions = { node: process.versions.node };
const run = (...command) => {
  try { return execFileSync(command[0], command.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(); }
  catch { return ""; }
};
const add = (name, version) => { if (version) versions[name] = version; };
const readPackage = (folder) => JSON.parse(readFileSync(folder + "/package.json", "utf8"));
const addPackage = (folder, name) => { if (existsSync(folder + "/package.json")) add(name, readPackage(folder).version); };
add("debian", readFileSync("/etc/debian_version", "utf8").trim());
add("packages-" + what, createHash("sha256").update(run("dpkg-query", "-W")).digest("hex").slice(0, 16));
addPackage("/usr/local/lib/node_modules/npm", "npm");
for (const name of ["chromium-headless-shell", "chromium"]) {
  const [status, version] = run("dpkg-query", "-W", "-f", "\${db:Status-Status} \${Version}", name).split(" ");
  if (status === "installed" && !versions.chromium) add("chromium", version.replace(/-.*$/, ""));
}
for (const name of ["playwright", "axe-core"]) addPackage("/opt/checker/node_modules/" + name, name);
for (const name of ["vite", "react", "vue", "typescript"]) addPackage("/node_modules/" + name, name);
const agents = existsSync("/opt/agents") ? readdirSync("/opt/agents") : [];
for (const agent of agents) {
  const [name] = Object.keys(readPackage("/opt/agents/" + agent).dependencies ?? {});
  if (name) addPackage("/opt/agents/" + agent + "/node_modules/" + name, agent);
}
process.stdout.write(JSON.stringify(versions));
`;

/**
 * Versions of what matters in an image, read in a container of it that has no network: it proves too that the image's
 * Node starts.
 * @throws InfraError `engine`
 */
export async function readVersions(
  docker: Docker,
  tag: string,
  what: string,
): Promise<Record<string, string>> {
  const container = await docker.createContainer({
    Image: tag,
    Entrypoint: ["/usr/local/bin/node", "-e", SCRIPT, what],
    Cmd: [],
    User: "10001",
    AttachStdout: true,
    AttachStderr: true,
    // Should this process die now, the reaper removes it.
    Labels: { [HARNESS_LABEL]: "buildoff", [OWNER_LABEL]: describeOwner() },
    HostConfig: { NetworkMode: "none", CapDrop: ["ALL"], ReadonlyRootfs: true },
  });
  try {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    docker.modem.demuxStream(stream, stdout, stderr);
    stream.once("close", () => [stdout, stderr].forEach((part) => part.end()));
    stream.once("end", () => [stdout, stderr].forEach((part) => part.end()));
    await container.start();
    const [output, errors] = await Promise.all([text(stdout), text(stderr)]);
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    if (StatusCode !== 0) {
      throw new InfraError(
        "engine",
        `${tag} does not work: Node ended with ${StatusCode}: ${errors.slice(-500)}`,
      );
    }
    return z.record(z.string(), z.string()).parse(JSON.parse(output));
  } finally {
    await container.remove({ force: true, v: true });
  }
}
