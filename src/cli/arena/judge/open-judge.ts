import { resolve } from "node:path";
import { ANSWER_PROTOCOLS, answerOnce } from "../../../agents/answer.ts";
import type { DeskOptions } from "../../../arena/judge/desk.ts";
import { refusedJudge } from "../../../core/arena-errors.ts";
import type { JudgeReport } from "../../../core/judgement.ts";
import { DEFAULT_LIMITS, limitCost } from "../../../core/limits.ts";
import { NO_USAGE, type Usage } from "../../../core/usage.ts";
import { protocolMismatch, unpricedModel } from "../../../core/user-errors.ts";
import { createRunBudget } from "../../../gateway/budget.ts";
import { chooseProtocol } from "../../../gateway/protocols.ts";
import { loadCatalog } from "../../../models/catalog.ts";
import { type ResolvedModel, resolveModel } from "../../../models/resolve-model.ts";
import { createRedactor } from "../../../store/redactor.ts";
import { createGateways } from "../../gateways.ts";
import type { Interrupts } from "../../interrupts.ts";
import { completeFacts } from "../../model-facts.ts";
import { toModelFlags } from "../../model-flags.ts";
import { openEgress, toNetwork } from "../../network.ts";
import type { RunFlags } from "../../run-options.ts";

export type JudgeModelFlags = Pick<
  RunFlags,
  | "baseUrl"
  | "keyEnv"
  | "keyFile"
  | "keyCommand"
  | "modelsFile"
  | "allowHosts"
  | "caFile"
  | "reasoningEffort"
  | "temperature"
  | "topP"
  | "maxOutputTokens"
  | "modelSeed"
  | "maxCost"
>;

/** A model that can be asked, metered and limited as those of trials are. */
export interface OpenJudge extends AsyncDisposable {
  readonly model: ResolvedModel;
  readonly endpoint: JudgeReport["judge"]["endpoint"];
  readonly ask: DeskOptions["ask"];
  readonly usage: () => Usage;
  /** Whether a limit of its money was met. */
  readonly isSpent: () => boolean;
}

/** More than any number of pairs needs: money and pairs are what limits it. */
const MOST = { requests: 1_000_000, tokens: 10_000_000_000 };

/**
 * @param name provider/name
 * @throws UserError for a model, an address, a key or a host that cannot be used; nothing has been asked then
 */
export async function openJudge(
  name: string,
  flags: JudgeModelFlags,
  interrupts: Pick<Interrupts, "stop" | "kill">,
): Promise<OpenJudge> {
  const { model, network, endpoint } = await chooseModel(name, flags, interrupts.stop);
  await using stack = new AsyncDisposableStack();
  const egress = stack.use(openEgress(network));
  const openGateway = createGateways({
    manifest: { replay: null, isRecorded: false },
    runPath: "",
    models: [model],
    egress,
    budget: createRunBudget(null),
    redact: createRedactor(() => model.secrets()),
  });
  const limits = limitCost(
    { ...DEFAULT_LIMITS, ...MOST, costUsd: flags.maxCost ?? null },
    model.price !== null,
  );
  const gateway = stack.use(
    await openGateway({
      trialId: "judge",
      model: name,
      protocols: ANSWER_PROTOCOLS,
      allowsProviderTools: false,
      limits,
      usedBefore: NO_USAGE,
      emit: () => {},
      signal: interrupts.kill,
    }),
  );
  const isOver = (): boolean => interrupts.stop.aborted || gateway.limitHit() !== null;
  const held = stack.move();
  return {
    model,
    endpoint,
    ask: async (call) => {
      if (isOver()) return null;
      try {
        const text = await answerOnce(gateway.access()!, call, interrupts.kill);
        return { text, answered: gateway.answeredModel() };
      } catch (error) {
        if (isOver()) return null;
        throw gateway.failure() ?? refusedJudge(name, error);
      }
    },
    usage: gateway.usage,
    isSpent: () => gateway.limitHit() !== null,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

async function chooseModel(name: string, flags: JudgeModelFlags, signal: AbortSignal) {
  const files = [process.env["BUILDOFF_MODELS"], ...(flags.modelsFile ?? [])].filter(
    (file) => file !== undefined,
  );
  const catalog = await loadCatalog(files.map((file) => resolve(file)));
  const resolved = resolveModel({ name, ...toModelFlags(flags) }, { env: process.env, catalog });
  const protocol = chooseProtocol(ANSWER_PROTOCOLS, resolved)?.name;
  if (protocol === undefined)
    throw protocolMismatch(
      { name: "the judge", protocols: ANSWER_PROTOCOLS },
      { name, protocols: Object.keys(resolved.endpoints) },
    );
  const network = toNetwork({ ...flags, allowHosts: flags.allowHosts?.flatMap((text) => text.split(",")) });
  const { requireHost } = openEgress(network);
  for (const { host } of Object.values(resolved.endpoints)) requireHost(host);
  await resolved.key?.current();
  if (flags.maxCost !== undefined && resolved.price === null) throw unpricedModel(name);
  const [model] = await completeFacts({ models: [resolved], network }, null, signal);
  const { host, region } = model!.endpoints[protocol]!;
  return { model: model!, network, endpoint: { protocol, host, region } };
}
