import type Docker from "dockerode";

const PROXY_NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

/** The proxy settings of this process, which the engine passes to a build's commands without keeping them in the image. */
export function proxyArguments(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(PROXY_NAMES.flatMap((name) => (env[name] ? [[name, env[name]] as const] : [])));
}

/**
 * The network that a build's commands use: the engine's default, or the host's where that is the only one that can
 * work: a proxy on the host's loopback, or an engine without a bridge.
 */
export async function chooseBuildNetwork(docker: Docker, env: NodeJS.ProcessEnv): Promise<string> {
  const asked = env["BUILDOFF_BUILD_NETWORK"];
  if (asked) return asked;
  const proxies = Object.values(proxyArguments(env));
  if (proxies.some((proxy) => /^[a-z]+:\/\/([^@/]*@)?(localhost|127\.|\[::1\])/i.test(proxy))) return "host";
  const networks = await docker.listNetworks({ filters: { driver: ["bridge"] } });
  return networks.some(({ Name }) => Name === "bridge") ? "default" : "host";
}
