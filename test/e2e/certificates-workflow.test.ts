import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CertificateSchema } from "../../src/core/certificate.ts";
import { listBuiltInSuites } from "../../src/loader/load-suite.ts";
import { repository } from "../support/buildoff.ts";
import { counterProof, counterTask, writeCounterSuite } from "../support/counter-suite.ts";
import { describeDocker } from "../support/needs.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { runWorkflow } from "../support/workflow/run-workflow.ts";

const WORKFLOW = join(repository, ".github/workflows/certificates.yml");
const CLI = join(repository, "src/cli.ts");

describeDocker("the workflow that proves the suites every night", () => {
  it("proves each suite that buildoff brings, from nothing, and is red where one is not admitted", async () => {
    const folder = await makeTemporaryFolder();
    const suite = join(folder, "counters");
    await writeCounterSuite(suite, [{ task: counterTask("good"), files: counterProof() }]);
    // A small suite stands for the first, one that is not there for the last; of the others it is enough that they are asked for.
    const shim = join(folder, "buildoff.sh");
    await writeFile(
      shim,
      `#!/bin/sh
echo "asked: $*"
command=$1 suite=$2
shift 2
case $suite in
  starter) exec ${process.execPath} ${CLI} "$command" ${suite} "$@" ;;
  long) exec ${process.execPath} ${CLI} "$command" ${folder}/none "$@" ;;
esac
`,
    );
    await writeFile(join(folder, "npm"), "#!/bin/sh\n");
    for (const program of [shim, join(folder, "npm")]) await chmod(program, 0o755);

    const ends = await runWorkflow(WORKFLOW, {
      env: { BUILDOFF: shim, REPEATS: "2" },
      processEnv: { PATH: `${folder}:${process.env["PATH"]}`, HOME: process.env["HOME"] ?? folder },
      runId: "1",
      folder,
    });

    const proved = ends.flatMap(({ steps }) => steps.filter(({ name }) => name === "Prove"));
    const asked = proved.map(({ output }) => /asked: check (\S+) (.*)/.exec(output)?.slice(1));
    expect(new Set(asked.map((words) => words?.[0]))).toEqual(new Set(await listBuiltInSuites()));
    expect(new Set(asked.map((words) => words?.[1]))).toEqual(new Set(["--no-cache --repeat 2"]));
    expect(ends.map(({ status }) => status)).toEqual(["success", "success", "success", "failure"]);

    const [file] = await readdir(join(suite, "certificates"));
    const certificate = CertificateSchema.parse(
      JSON.parse(await readFile(join(suite, "certificates", file!), "utf8")),
    );
    expect(certificate.exhibits.filter(({ kind }) => kind === "solution")).toHaveLength(2);
  });
});
