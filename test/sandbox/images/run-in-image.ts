import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type Docker from "dockerode";

export interface ImageCommand {
  readonly image: string;
  readonly script: string;
  readonly uid?: number;
  /** Name of a volume for /app. */
  readonly volume?: string;
}

export interface CommandOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell script as a sandbox would: no network, read-only root, no capabilities, not root. */
export async function runInImage(docker: Docker, command: ImageCommand): Promise<CommandOutput> {
  const { image, script, uid = 10001, volume } = command;
  const tmpfs = `rw,exec,nosuid,nodev,size=256m,uid=${uid},gid=${uid}`;
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ["sh", "-c", script],
    User: String(uid),
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: "none",
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      ReadonlyRootfs: true,
      Tmpfs: { "/tmp": tmpfs, "/home/agent": tmpfs, "/home/checker": tmpfs },
      ...(volume === undefined ? {} : { Mounts: [{ Type: "volume", Source: volume, Target: "/app" }] }),
    },
  });
  try {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    docker.modem.demuxStream(stream, stdout, stderr);
    stream.once("end", () => {
      stdout.end();
      stderr.end();
    });
    await container.start();
    const [out, err] = await Promise.all([text(stdout), text(stderr)]);
    const { StatusCode } = (await container.wait()) as { StatusCode: number };
    return { exitCode: StatusCode, stdout: out, stderr: err };
  } finally {
    await container.remove({ force: true, v: true });
  }
}
