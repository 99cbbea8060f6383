import { randomBytes } from "node:crypto";
import type Docker from "dockerode";
import { imageBuildFailed } from "../../../core/machine-errors.ts";
import { type ContextFolder, createBuildContext } from "./build-context.ts";
import { chooseBuildNetwork, proxyArguments } from "./build-network.ts";
import { describeSteps } from "./dockerfile-steps.ts";
import { EngineTaskError, followEngine } from "./engine-stream.ts";
import { IMAGE_LABEL, PARENT_LABEL, VERSIONS_LABEL } from "./image-labels.ts";
import type { StepProgress } from "./step-progress.ts";
import { readVersions } from "./versions.ts";

const ERROR_LINES = 15;

export interface BuildOrder {
  readonly what: string;
  readonly tag: string;
  readonly parent: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly folders: readonly ContextFolder[];
}

/**
 * Builds one image, reads its versions, and gives the result its tag and labels: the tag never names half an image.
 * @throws UserError `image-build-failed` with the last lines of the build's output
 */
export async function buildImage(
  docker: Docker,
  order: BuildOrder,
  progress: StepProgress,
  signal: AbortSignal,
): Promise<void> {
  const part = `${order.tag}.part-${randomBytes(4).toString("hex")}`;
  try {
    await runBuild(docker, { ...order, tag: part }, progress, signal);
    signal.throwIfAborted();
    const versions = await readVersions(docker, part, order.what);
    await labelImage(docker, part, { what: order.what, tag: order.tag, parent: order.parent, versions });
  } finally {
    await untag(docker, part);
  }
}

export interface ImageLabels {
  readonly what: string;
  readonly tag: string;
  readonly parent: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Gives an image its final tag, through a build that adds nothing but labels. */
export async function labelImage(docker: Docker, from: string, image: ImageLabels): Promise<void> {
  const { what, tag, parent, versions } = image;
  const labels = {
    [IMAGE_LABEL]: what,
    [PARENT_LABEL]: parent,
    [VERSIONS_LABEL]: JSON.stringify(versions),
  };
  const options = { t: tag, labels, rm: true, forcerm: true, version: "1" } as const;
  await followEngine(await docker.buildImage(createBuildContext(`FROM ${from}\n`, []), options), () => {});
}

async function runBuild(
  docker: Docker,
  order: BuildOrder,
  progress: StepProgress,
  signal: AbortSignal,
): Promise<void> {
  const steps = describeSteps(order.dockerfile);
  const tail: string[] = [];
  const onText = (text: string): void => {
    const step = /^Step (\d+)\/\d+ :/.exec(text);
    if (step !== null) progress.step(steps[Number(step[1]) - 1] ?? null);
    tail.push(text);
    if (tail.length > ERROR_LINES) tail.shift();
  };
  try {
    const context = createBuildContext(order.dockerfile, order.folders);
    progress.step("sending files to the engine");
    const answer = await docker.buildImage(context, {
      t: order.tag,
      buildargs: { ...proxyArguments(process.env), ...order.args, BASE: order.parent },
      networkmode: await chooseBuildNetwork(docker, process.env),
      rm: true,
      forcerm: true,
      version: "1",
      abortSignal: signal,
    });
    await followEngine(answer, onText);
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof EngineTaskError)) throw cause;
    throw imageBuildFailed(order.what, [...tail, cause.message].join("\n"), cause);
  }
}

/** Takes a temporary name away; the layers stay, as the final tag holds them. */
async function untag(docker: Docker, tag: string): Promise<void> {
  try {
    await docker.getImage(tag).remove({ noprune: true });
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error;
  }
}
