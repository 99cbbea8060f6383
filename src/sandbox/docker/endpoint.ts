import { createHash } from "node:crypto";
import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { DockerOptions } from "dockerode";
import { z } from "zod";
import { unknownDockerContext } from "../../core/machine-errors.ts";

/** Where an engine is to be looked for. `options` is empty where the client's own default is meant. */
export interface Endpoint {
  /** For messages. */
  readonly name: string;
  readonly options: DockerOptions;
}

const ConfigSchema = z.object({ currentContext: z.string().optional() });
const ContextSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().default(false) }) }),
});

/**
 * Finds out which engine the docker command would talk to.
 * @throws UserError `unknown-docker-context`
 */
export async function resolveEndpoint(env: NodeJS.ProcessEnv): Promise<Endpoint> {
  const host = env["DOCKER_HOST"];
  // The client reads DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH itself.
  if (host) return { name: host, options: {} };
  const folder = env["DOCKER_CONFIG"] || join(homedir(), ".docker");
  const context = env["DOCKER_CONTEXT"] || (await readCurrentContext(folder));
  if (context && context !== "default") return readContext(folder, context);
  if (process.platform === "win32") return { name: "//./pipe/docker_engine", options: {} };
  const sockets = [
    "/var/run/docker.sock",
    ...(env["XDG_RUNTIME_DIR"] ? [join(env["XDG_RUNTIME_DIR"], "docker.sock")] : []),
    join(homedir(), ".docker", "run", "docker.sock"),
  ];
  for (const socketPath of sockets) if (await exists(socketPath)) return toSocket(socketPath);
  return toSocket("/var/run/docker.sock");
}

const toSocket = (socketPath: string): Endpoint => ({ name: socketPath, options: { socketPath } });

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function readCurrentContext(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, "config.json"), "utf8").catch(() => null);
  if (text === null) return undefined;
  try {
    return ConfigSchema.parse(JSON.parse(text)).currentContext;
  } catch {
    // The docker command's own file: what it holds beside the context is not ours to judge.
    return undefined;
  }
}

async function readContext(folder: string, context: string): Promise<Endpoint> {
  const id = createHash("sha256").update(context).digest("hex");
  const file = join(folder, "contexts", "meta", id, "meta.json");
  let endpoint: z.infer<typeof ContextSchema>["Endpoints"]["docker"];
  try {
    endpoint = ContextSchema.parse(JSON.parse(await readFile(file, "utf8"))).Endpoints.docker;
  } catch (cause) {
    throw unknownDockerContext(context, file, cause);
  }
  const { Host: host, SkipTLSVerify: isUnverified } = endpoint;
  const name = `${host} (docker context ${context})`;
  if (/^(unix|npipe):\/\//.test(host)) {
    return { name, options: { socketPath: host.replace(/^(unix|npipe):\/\//, "") } };
  }
  const tls = await readTls(join(folder, "contexts", "tls", id, "docker"));
  return { name, options: toTcpOptions(host, tls, isUnverified) };
}

interface Tls {
  readonly ca: Buffer | undefined;
  readonly cert: Buffer | undefined;
  readonly key: Buffer | undefined;
}

async function readTls(folder: string): Promise<Tls> {
  const read = (name: string) => readFile(join(folder, name)).catch(() => undefined);
  const [ca, cert, key] = await Promise.all([read("ca.pem"), read("cert.pem"), read("key.pem")]);
  return { ca, cert, key };
}

function toTcpOptions(host: string, tls: Tls, isUnverified: boolean): DockerOptions {
  const { protocol, hostname, port, username } = new URL(host);
  if (protocol === "ssh:") {
    const agent = process.env["SSH_AUTH_SOCK"];
    return {
      protocol: "ssh",
      host: hostname,
      port: port || 22,
      ...(username === "" ? {} : { username }),
      sshOptions: agent === undefined ? {} : { agent },
    };
  }
  const isSecure = protocol === "https:" || tls.ca !== undefined || tls.cert !== undefined || port === "2376";
  return {
    protocol: isSecure ? "https" : "http",
    host: hostname,
    port: port || (isSecure ? 2376 : 2375),
    ...Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
    ...(isUnverified ? { checkServerIdentity: () => undefined } : {}),
  };
}
