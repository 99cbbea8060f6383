import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { completeFacts } from "../../src/cli/model-facts.ts";
import { PROVIDER_DEFAULT_GENERATION } from "../../src/core/identity.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { resolveModel, UNKNOWN_FACTS } from "../../src/models/resolve-model.ts";
import { createRun } from "../../src/store/run-store.ts";
import { makeRun } from "../support/results.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const network = { allowHosts: null, proxy: null, caFile: null };

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

it("a replay takes what is known of a local model from the recorded run, and asks its server nothing", async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end(JSON.stringify({ version: "9.9.9", models: [] }));
  });
  try {
    const baseUrl = `http://127.0.0.1:${await listen(server)}/v1`;
    const entry = { name: "ollama/small", baseUrl };
    const model = resolveModel(entry, { env: {}, catalog: await loadCatalog([]), isReplay: true });
    const facts = { ...UNKNOWN_FACTS, engine: "ollama 0.5.0", contextLength: 8_192 };
    const recorded = {
      name: entry.name,
      asked: entry,
      endpoints: {},
      keySource: null,
      generation: PROVIDER_DEFAULT_GENERATION,
      facts,
      metadata: { name: entry.name },
      isLocal: true,
      priceSource: null,
      priceHash: null,
    };
    const path = join(await makeTemporaryFolder(), "first");
    await createRun(path, { ...makeRun([], []).manifest, models: [recorded] });
    const signal = new AbortController().signal;
    const [replayed] = await completeFacts({ models: [model], network }, path, signal);
    expect(replayed!.facts).toEqual(facts);
    expect(asked).toBe(0);
    const [live] = await completeFacts({ models: [model], network }, null, signal);
    expect(live!.facts.engine).toBe("ollama 9.9.9");
  } finally {
    server.close();
  }
});
