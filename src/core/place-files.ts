import type { Sandbox, SandboxFile } from "./sandbox.ts";

/** Below the workspace, for a moment: files come into a sandbox there alone. What an agent left there would come along. */
export const STAGING = ".buildoff-staging";

/** Puts files as the agent's user into a new folder outside of the workspace. */
export async function placeFiles(
  sandbox: Sandbox,
  files: readonly SandboxFile[],
  target: string,
): Promise<void> {
  await sandbox.writeAsAgent(files.map((file) => ({ ...file, path: `${STAGING}/${file.path}` })));
  const move = [
    "sh",
    "-c",
    'rm -rf -- "$2" && mkdir -p "$1" && mv -T -- "$1" "$2"',
    "place",
    STAGING,
    target,
  ];
  const { exitCode, stderr } = await sandbox.exec(move, { user: "agent", cwd: sandbox.layout.app });
  if (exitCode !== 0) throw new Error(`no files in ${target}: ${new TextDecoder().decode(stderr).trim()}`);
}
