import { execFileSync } from "node:child_process";
import { describe } from "vitest";

/** What must not be skipped, as CI says it: `BUILDOFF_REQUIRE=docker,browser`. */
const required = new Set((process.env["BUILDOFF_REQUIRE"] ?? "").split(",").filter(Boolean));

const dockerProblem = probe(
  `const { default: Docker } = await import("dockerode"); await new Docker({ timeout: 5000 }).ping();`,
);

/** A suite that needs a Docker Engine. Without one it is skipped, and says why; where CI requires one it runs and fails. */
export const describeDocker = choose("docker", dockerProblem);

function choose(need: string, problem: string | null): typeof describe | typeof describe.skip {
  if (problem === null || required.has(need)) return describe;
  process.stderr.write(`skipped, for want of ${need}: ${problem}\n`);
  return describe.skip;
}

function probe(script: string): string | null {
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe", timeout: 20_000 });
    return null;
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    return (
      stderr
        ?.toString()
        .split("\n")
        .find((line) => line.includes("Error")) ?? String(error)
    );
  }
}
