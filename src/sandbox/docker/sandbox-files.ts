import type { Container } from "dockerode";
import { InfraError, SandboxDeathError } from "../../core/errors.ts";
import type { Sandbox, SandboxRole } from "../../core/sandbox.ts";
import { unpackEntries } from "../archive/workspace-files.ts";
import { NO_FILE, packForInput, putEntries, READ_SCRIPT, toEntries, UNPACK_COMMAND } from "./files.ts";
import { defaultUser, layoutOf, UIDS } from "./layout.ts";
import type { SandboxGuard } from "./sandbox-guard.ts";

const TIMEOUT_MS = 30_000;
const MAX_MESSAGE_LENGTH = 500;

export interface FilesParts {
  readonly container: Container;
  readonly role: SandboxRole;
  readonly guard: SandboxGuard;
  readonly exec: Sandbox["exec"];
}

/** The files of one sandbox: written by the engine until code ran, afterwards with that code's own rights. */
export function createSandboxFiles({
  container,
  role,
  guard,
  exec,
}: FilesParts): Pick<Sandbox, "writeFiles" | "writeAsAgent" | "readFile" | "unpack"> {
  const { state, requireUsable, attempt } = guard;
  const layout = layoutOf(role);
  const user = defaultUser(role);
  const folder = role === "checker" ? layout.job : layout.app;
  const requireFresh = (): void => {
    requireUsable();
    if (!state.hasRun || role === "checker") return;
    throw new InfraError("bug", "files for a sandbox in which code ran are written by writeAsAgent");
  };
  return {
    writeFiles: async (files) => {
      requireFresh();
      await attempt(() => putEntries(container, folder, toEntries(files), UIDS[user]));
    },
    unpack: async (tar) => {
      requireFresh();
      const entries = await unpackEntries(tar);
      await attempt(() => putEntries(container, layout.app, entries, UIDS.agent));
    },
    writeAsAgent: async (files) => {
      requireUsable();
      if (files.length === 0) return;
      const stdin = await packForInput(toEntries(files), UIDS.agent);
      const options = { user: "agent", cwd: layout.app, stdin, timeoutMs: TIMEOUT_MS } as const;
      const result = await exec(UNPACK_COMMAND, options);
      if (result.exitCode === 0) return;
      const said = new TextDecoder().decode(result.stderr).trim().slice(0, MAX_MESSAGE_LENGTH);
      throw new SandboxDeathError("disk", `the workspace takes no more files: ${said}`);
    },
    readFile: async (path, maxBytes) => {
      const command = ["sh", "-c", READ_SCRIPT, "read", path, String(maxBytes + 1)];
      const options = { user, timeoutMs: TIMEOUT_MS, maxOutputBytes: maxBytes + 2 };
      const { exitCode, stdout } = await exec(command, options);
      if (exitCode === NO_FILE || exitCode !== 0) return null;
      if (stdout.byteLength > maxBytes) throw new RangeError(`${path} is larger than ${maxBytes} bytes`);
      return stdout;
    },
  };
}
