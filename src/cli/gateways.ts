import { randomUUID } from "node:crypto";
import type { Gateway, GatewayRequest } from "../core/gateway.ts";
import type { Manifest } from "../core/manifest.ts";
import type { RunBudget } from "../gateway/budget.ts";
import { RecordedCallSchema } from "../gateway/cassette/cassette.ts";
import { recordUpstream } from "../gateway/cassette/record.ts";
import { replayUpstream } from "../gateway/cassette/replay.ts";
import { createGateway } from "../gateway/gateway.ts";
import { createHttpUpstream } from "../gateway/http-upstream.ts";
import { chooseProtocol } from "../gateway/protocols.ts";
import { createProviderPool, type ProviderPool } from "../gateway/provider-pool.ts";
import type { ModelRoute } from "../gateway/scope.ts";
import type { Upstream } from "../gateway/upstream.ts";
import type { Egress } from "../models/egress.ts";
import type { ResolvedModel } from "../models/resolve-model.ts";
import { createCassette, readCassette, toCassetteFile } from "../store/cassettes.ts";

export interface GatewaysOptions {
  readonly manifest: Pick<Manifest, "replay" | "isRecorded">;
  readonly runPath: string;
  readonly models: readonly ResolvedModel[];
  readonly egress: Egress;
  readonly budget: RunBudget;
  readonly redact: (text: string) => string;
}

/** Makes the gateways of a run's trials: what they share is how much each provider takes, and the run's money. */
export function createGateways(options: GatewaysOptions): (request: GatewayRequest) => Promise<Gateway> {
  const { models, budget, redact } = options;
  const pools = new Map<string, ProviderPool>();
  const findPool = ({ model, endpoint }: ModelRoute): ProviderPool => {
    // Two accounts at one host have limits of their own.
    const account = `${endpoint.host} ${model.key?.source ?? ""}`;
    const pool = pools.get(account) ?? createProviderPool(model.provider.concurrency, Date.now);
    pools.set(account, pool);
    return pool;
  };
  return async (request) => {
    const { trialId, limits, usedBefore, emit, signal } = request;
    const model = models.find(({ name }) => name === request.model);
    const route = model === undefined ? null : await toRoute(model, request, options);
    return createGateway({
      route,
      ...(route === null ? {} : { pool: findPool(route) }),
      trialId,
      limits,
      usedBefore,
      emit,
      signal,
      now: Date.now,
      randomId: randomUUID,
      redact,
      budget,
    });
  };
}

/** The way to a model in the first protocol that the agent speaks and the provider has; a plan has refused the others. */
async function toRoute(
  model: ResolvedModel,
  request: GatewayRequest,
  { manifest, runPath, egress, redact }: GatewaysOptions,
): Promise<ModelRoute> {
  const protocol = chooseProtocol(request.protocols, model)!;
  const endpoint = model.endpoints[protocol.name]!;
  const { trialId, allowsProviderTools, usedBefore } = request;
  const choose = async (): Promise<Upstream> => {
    if (manifest.replay !== null) {
      const recorded = await readCassette(toCassetteFile(manifest.replay, trialId), RecordedCallSchema);
      return replayUpstream(recorded, redact);
    }
    const send = createHttpUpstream({ model, endpoint, fetch: egress.fetch });
    if (!manifest.isRecorded) return send;
    const cassette = createCassette(toCassetteFile(runPath, trialId), usedBefore.requests > 0);
    return recordUpstream(send, { write: cassette.write, redact });
  };
  return { model, endpoint, protocol, allowsProviderTools, send: await choose() };
}
