import type { Generation, Identity, ModelFacts } from "../../../../../core/identity.ts";
import type { TrialResult } from "../../../../../core/result.ts";
import { DataText } from "../../../parts/data-text.tsx";
import { formatCount, formatTime } from "../../../parts/format.ts";
import { useOpenTrial } from "../open-trial.ts";
import { type Fact, FactsTable } from "./facts-table.tsx";

/** What the result is a result of: two with unlike identities are not compared. */
export function IdentityFacts({ result }: { result: TrialResult }) {
  const { detail, runId } = useOpenTrial();
  const { identity, trial, turns, sandbox, startedAt } = result;
  return (
    <FactsTable
      label="Identity"
      facts={[
        { name: "Trial", value: <code>{detail.id}</code> },
        { name: "Run", value: <code>{runId}</code> },
        { name: "Began", value: formatTime(startedAt) },
        ...listAgent(identity.agent),
        ...(identity.model === null ? [{ name: "Model", value: "none" }] : listModel(identity.model)),
        { name: "Sandbox", value: sandbox },
        ...Object.entries(identity.images).map(([role, digest]) => hash(`Image of the ${role}`, digest)),
        hash("Suite", identity.suiteHash),
        hash("Task", identity.taskHash),
        hash("Prompt", identity.promptHash),
        hash("Fingerprint", trial.fingerprint, "the same for every attempt"),
        ...turns.map(({ turn, workspace }) => toWorkspace(turn, workspace)),
      ]}
    />
  );
}

const hash = (name: string, value: string, note: string | null = "sha256"): Fact => ({
  name,
  value: <code>{value}</code>,
  note,
});

const toWorkspace = (turn: number, workspace: string | null): Fact =>
  workspace === null
    ? { name: `Workspace of turn ${turn}`, value: "could not be collected" }
    : hash(`Workspace of turn ${turn}`, workspace);

const data = (name: string, value: string | null, note: string | null = null): Fact => ({
  name,
  value: value === null ? "not known" : <DataText>{value}</DataText>,
  note,
});

function listAgent({ name, version, tools, session, settingsHash }: Identity["agent"]): Fact[] {
  return [
    data("Agent", name),
    data("Version of the agent", version),
    data("Its tools", tools === null ? null : tools.join(", ") || "none"),
    {
      name: "Its session",
      value: session === "continues" ? "goes on in a later turn" : "begins anew in each turn",
    },
    hash("Settings of the agent", settingsHash),
  ];
}

function listModel({
  asked,
  answered,
  generation,
  priceSource,
  facts,
  endpoint,
}: NonNullable<Identity["model"]>): Fact[] {
  return [
    data("Model", asked),
    data("It answered as", answered),
    ...listGeneration(generation),
    ...listModelFacts(facts),
    data("Prices from", priceSource),
    data(
      "Endpoint",
      `${endpoint.host}, ${endpoint.protocol}${endpoint.region === null ? "" : `, ${endpoint.region}`}`,
    ),
  ];
}

function listGeneration(generation: Generation): Fact[] {
  const asked = [
    ["reasoning effort", generation.reasoningEffort],
    ["temperature", generation.temperature],
    ["top p", generation.topP],
    ["at most output tokens", generation.maxOutputTokens],
    ["seed", generation.seed],
  ] as const;
  const said = asked.filter(([, value]) => value !== null).map(([name, value]) => `${name} ${value}`);
  return [data("Generation", said.join(", ") || "as the provider has it")];
}

function listModelFacts({ weights, quantisation, engine, contextLength, seesImages }: ModelFacts): Fact[] {
  return [
    data("Weights", weights),
    data("Quantisation", quantisation),
    data("Engine", engine),
    data("Context", contextLength === null ? null : `${formatCount(contextLength)} tokens`),
    data("Sees images", seesImages === null ? null : seesImages ? "yes" : "no"),
  ];
}
