import type { AgentDefinition } from "../core/agent.ts";
import type { AgentSettings } from "../core/agent-settings.ts";
import type { CheckTraits } from "../core/check.ts";
import type { BesideReport, BesideRequest, CheckReport, CheckRequest } from "../core/checker.ts";
import type { TrialEvent } from "../core/event.ts";
import type {
  Gateway,
  GatewayRequest,
  SandboxTools,
  ServiceSession,
  SandboxToolsRequest,
} from "../core/gateway.ts";
import type { Sha256 } from "../core/hash.ts";
import type { JournalRecord } from "../core/journal.ts";
import type { Limits } from "../core/limits.ts";
import type { Manifest } from "../core/manifest.ts";
import type { Sandbox, SandboxFile, SandboxProvider } from "../core/sandbox.ts";
import type { LoadedSuite, LoadedTask } from "../core/suite.ts";
import type { Task } from "../core/task.ts";
import type { TrialSpec } from "../core/trial.ts";
import type { RunFolder } from "../store/run-folder.ts";
import type { WorkspaceStore } from "../store/workspaces.ts";
import type { Lane } from "./queue.ts";

/** A workspace after its archive was validated. */
export interface CleanWorkspace {
  readonly tar: Uint8Array;
  readonly sha256: string;
  readonly files: number;
  readonly bytes: number;
  readonly flags: readonly string[];
}

/** What the runner does with archives; the sandbox folder knows how. */
export interface WorkspaceArchive {
  readonly sanitize: (
    tar: AsyncIterable<Uint8Array>,
    limits: Limits,
    signal: AbortSignal,
  ) => Promise<CleanWorkspace>;
  /**
   * As `sanitize`, of what lies below one folder: its path below the workspace ends with `/`, or is empty.
   */
  readonly sanitizeFolder: (
    tar: AsyncIterable<Uint8Array>,
    folder: string,
    limits: Pick<Limits, "files" | "archiveSizeBytes"> & { readonly timeMs: number },
  ) => Promise<CleanWorkspace>;
  /** As workspaces are kept. */
  readonly compress: (tar: Uint8Array) => Uint8Array;
  readonly pack: (files: readonly SandboxFile[]) => Promise<Uint8Array>;
  readonly readFiles: (tar: Uint8Array) => Promise<readonly SandboxFile[]>;
}

/** Everything that a run stands on, put together by the command line. */
export interface RunContext {
  readonly folder: RunFolder;
  readonly manifest: Manifest;
  readonly suite: LoadedSuite;
  readonly provider: SandboxProvider;
  readonly archive: WorkspaceArchive;
  readonly workspaces: WorkspaceStore;
  readonly findAgent: (name: string) => {
    readonly definition: AgentDefinition;
    readonly settings: AgentSettings;
  };
  readonly findTask: (id: string, seed: number) => { readonly loaded: LoadedTask; readonly task: Task };
  readonly hasPrice: (model: string) => boolean;
  /** Trials of one lane go through it so many at a time, whatever the run allows; null: none. */
  readonly laneOf: (trial: TrialSpec) => Lane | null;
  readonly openGateway: (request: GatewayRequest) => Promise<Gateway>;
  readonly openServiceSession: (
    sandbox: Sandbox,
    service: { readonly name: string; readonly file: string; readonly signal: AbortSignal },
  ) => Promise<ServiceSession>;
  readonly openTools: (request: SandboxToolsRequest) => Promise<SandboxTools>;
  readonly runChecks: (request: CheckRequest) => Promise<CheckReport>;
  readonly runBeside: (request: BesideRequest) => Promise<BesideReport>;
  readonly traitsOf: (kind: string) => CheckTraits;
  readonly loadSolution: (loaded: LoadedTask, turn: number) => Promise<readonly SandboxFile[]>;
  readonly record: (record: JournalRecord) => Promise<void>;
  readonly watch: (event: TrialEvent) => void;
  readonly redact: (text: string) => string;
  readonly now: () => number;
  readonly sha256: Sha256;
}
