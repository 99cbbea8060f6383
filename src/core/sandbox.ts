import type { SandboxDeathCause } from "./errors.ts";
import type { Limits } from "./limits.ts";

/** agent: container A; app: container B; checker: container C, which joins B's loopback. */
export type SandboxRole = "agent" | "app" | "checker";

/** Who runs a command. `agent` is uid 10001 (agent and app code), `forwarder` 10002; `checker` exists in C alone. */
export type SandboxUser = "agent" | "forwarder" | "checker";

/** Which container this is, for labels, logs and the reaper. */
export interface SandboxOwner {
  readonly runId: string;
  readonly trialId: string;
  readonly tryNumber: number;
}

export interface SandboxSpec {
  readonly role: SandboxRole;
  readonly owner: SandboxOwner;
  /** Name of the stack (`static`, `node`, `vite`, …); a checker has its own image. */
  readonly stack: string;
  /** An agent whose image layer is wanted, or null. Only for the role `agent`. */
  readonly agentLayer: string | null;
  readonly limits: Limits;
  /** The checker names the app sandbox whose network it joins; everybody else has none. */
  readonly joins: Sandbox | null;
}

/** Absolute paths inside a sandbox (under `local`: in its temporary folder) and the port that an app listens on. */
export interface SandboxLayout {
  readonly app: string;
  readonly home: string;
  readonly tmp: string;
  /** Read-only folder with buildoff's own `serve-static.mjs` and `forwarder.mjs`. */
  readonly runtime: string;
  /** Folder that the checker's job is written to; only meaningful in the role `checker`. */
  readonly job: string;
  /** The program that runs JavaScript: `node` in an image, this process's own under `local`. */
  readonly node: string;
  readonly port: number;
}

/** How the checker starts its browser. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly chromiumSandbox: boolean;
  /** Folder to resolve `playwright`, `axe-core` and their like from. */
  readonly modules: string;
  /** Extra environment of the browser, such as where its libraries and fonts are. */
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
}

export interface ExecOptions {
  readonly user?: SandboxUser;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to the command's standard input, which is then closed. */
  readonly stdin?: string | Uint8Array;
  readonly timeoutMs?: number;
  /** Bytes kept of each stream; head and tail stay, the middle is dropped. At ten times as many the command is killed. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
  /** Sees output as it comes. */
  readonly onOutput?: (chunk: Uint8Array, stream: "stdout" | "stderr") => void;
}

/** A command that ended, in whatever way: a non-zero exit, a missing program and a timeout are results, not exceptions. */
export interface ExecResult {
  readonly exitCode: number | null;
  readonly end: "exited" | "timeout" | "output-limit" | "cancelled" | "memory";
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly truncated: boolean;
  readonly durationMs: number;
}

/** A long-lived command with its streams open, such as the forwarder or the checker. */
export interface SandboxProcess extends AsyncDisposable {
  /** Raw bytes both ways; stdout is what is read, stdin what is written. A `node:stream` Duplex in both providers. */
  readonly stdio: ByteDuplex;
  /** The last bytes of standard error, for messages. */
  stderrTail(): string;
  /** Settles when the command has ended; rejects with InfraError where the engine was lost, SandboxDeathError where the sandbox died. */
  readonly exited: Promise<{ readonly exitCode: number | null }>;
}

/** The part of `node:stream`'s Duplex that core may know: a provider returns the real one. */
export interface ByteDuplex extends AsyncIterable<Uint8Array> {
  write(chunk: string | Uint8Array): boolean;
  end(): void;
  destroy(error?: Error): void;
}

export interface SandboxFile {
  /** Relative to the folder that is written to; `/` separates. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable?: boolean;
}

/**
 * An isolated place. Every method throws InfraError(`engine` or `sandbox-lost`) where the infrastructure failed and
 * SandboxDeathError where code inside ended it. Whoever created it disposes it; disposal kills, never asks.
 */
export interface Sandbox extends AsyncDisposable {
  readonly id: string;
  readonly role: SandboxRole;
  readonly layout: SandboxLayout;
  /** Null unless the role is `checker`. */
  readonly browser: BrowserLaunch | null;
  exec(command: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  spawn(
    command: readonly string[],
    options?: Omit<ExecOptions, "stdin" | "timeoutMs" | "maxOutputBytes">,
  ): Promise<SandboxProcess>;
  /** Writes files below `layout.app` (or `layout.job` in the checker). Refused after agent code ran, unless by `writeAsAgent`. */
  writeFiles(files: readonly SandboxFile[]): Promise<void>;
  /** Writes as uid 10001 through a command, so that a planted link gains nothing: the way to add files between turns. */
  writeAsAgent(files: readonly SandboxFile[]): Promise<void>;
  /** Reads one file. Resolves null where there is none or it is no regular file; throws RangeError past `maxBytes`. */
  readFile(path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Unpacks an uncompressed tar archive (of validated entries) below `layout.app`. Only before any agent or app code ran. */
  unpack(tar: Uint8Array): Promise<void>;
  /** Stops everything inside, then streams `layout.app` as a raw, unvalidated tar whose names start with `app/`. */
  freeze(): Promise<AsyncIterable<Uint8Array>>;
  /** Lets a frozen sandbox go on: the next turn. */
  thaw(): Promise<void>;
  /** Processor time that everything inside has used so far, in ms; null where it cannot be told. */
  cpuTimeMs(): Promise<number | null>;
  /** Null while alive, and where it cannot be told. */
  death(): Promise<SandboxDeathCause | null>;
}

export interface SandboxEnvironment {
  /** Image references by role, with content digests; empty under `local`. */
  readonly images: Readonly<Record<string, { readonly tag: string; readonly digest: string }>>;
  /** Versions of what matters: node, chromium, playwright, engine. */
  readonly versions: Readonly<Record<string, string>>;
  /** What is not as strong as it should be, such as a browser without its own sandbox or a polled disk limit. */
  readonly warnings: readonly string[];
}

/** A stack, or what an agent puts on top of each: one of buildoff's own by its name, or a user's by its Dockerfile. */
export interface NeededImage {
  readonly name: string;
  /** Absolute path; its folder is the build context. */
  readonly dockerfile: string | null;
}

export interface SandboxNeeds {
  readonly stacks: readonly NeededImage[];
  readonly agentLayers: readonly NeededImage[];
  /** What is missing is not fetched but told: the run may talk to its listed hosts only. */
  readonly isConfined?: boolean;
}

/** Makes sandboxes of one kind. One per run; the composition root disposes it. */
export interface SandboxProvider extends AsyncDisposable {
  readonly name: string;
  /** True where nothing isolates: only trusted code may run (law 1). */
  readonly trustedOnly: boolean;
  /** Limits that it cannot keep; said in every result. */
  readonly unenforcedLimits: readonly (keyof Limits)[];
  /**
   * Makes ready what the trials need (images, a browser) and tells what it found.
   * @throws UserError where the machine cannot do it, with the remedy.
   */
  prepare(
    needs: SandboxNeeds,
    progress: (line: string) => void,
    signal: AbortSignal,
  ): Promise<SandboxEnvironment>;
  create(spec: SandboxSpec, signal: AbortSignal): Promise<Sandbox>;
  /** Removes what dead runs left behind, never what a live one owns; a dry run removes nothing. Resolves to what it is about. */
  reap(options: { readonly isDry: boolean }): Promise<readonly string[]>;
}

/** One entry of the registry of sandbox providers. */
export interface SandboxProviderDefinition {
  readonly name: string;
  readonly summary: string;
  /** As in the provider that it creates. */
  readonly trustedOnly: boolean;
  readonly create: (options: SandboxProviderOptions) => Promise<SandboxProvider>;
}

export interface SandboxProviderOptions {
  /** Identifies the run in labels. */
  readonly runId: string;
  /** Path of a browser that the user named, for providers that use one of the machine's. */
  readonly browserPath: string | null;
  /** OCI runtime, such as `runsc`; null is the engine's default. */
  readonly runtime: string | null;
}
