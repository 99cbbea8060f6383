import { execa } from "execa";

const LONGEST_WAIT_MS = 5_000;

/** Who sits here: as git calls them, else as the system does; null where neither tells. */
export async function findReviewer(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const git = execa("git", ["config", "--get", "user.name"], {
    env,
    extendEnv: false,
    timeout: LONGEST_WAIT_MS,
  });
  const ofGit = await git.then(
    ({ stdout }) => stdout,
    () => null,
  );
  const names = [ofGit, env["USER"], env["USERNAME"]].map((name) => name?.trim() ?? "");
  return names.find((name) => name !== "") ?? null;
}
