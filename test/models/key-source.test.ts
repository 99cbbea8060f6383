import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHttpUpstream } from "../../src/gateway/http-upstream.ts";
import { protocols } from "../../src/gateway/protocols.ts";
import { loadCatalog } from "../../src/models/catalog.ts";
import { createKeySource, type KeySource } from "../../src/models/key-source.ts";
import { resolveModel } from "../../src/models/resolve-model.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const NAME = "openai/gpt-5";
const reveal = async (source: KeySource | null): Promise<string | undefined> =>
  (await source?.current())?.reveal();

describe("a key", () => {
  it("in a file is read anew when it is refused, once for all who ask", async () => {
    const keyFile = join(await makeTemporaryFolder(), "key");
    await writeFile(keyFile, "sk-first\n");
    const source = createKeySource({ name: NAME, keyFile }, "OPENAI_API_KEY", {})!;
    const first = await source.current();
    expect(first.reveal()).toBe("sk-first");
    expect(await source.refresh(first)).toBe(false);
    await writeFile(keyFile, "sk-second");
    expect(await reveal(source)).toBe("sk-first");
    expect(await Promise.all([source.refresh(first), source.refresh(first)])).toEqual([true, true]);
    expect(await reveal(source)).toBe("sk-second");
    expect(source.known()).toEqual(["sk-first", "sk-second"]);
    expect(`${source.source} ${JSON.stringify(source)}`).not.toContain("sk-");
  });

  it("from a command is what it prints, and is asked for again at its age", async () => {
    const folder = await makeTemporaryFolder();
    const program = join(folder, "print-key");
    await writeFile(
      program,
      `#!/bin/sh\necho x >>"${folder}/count"\necho "sk-$(wc -l <"${folder}/count" | tr -d ' ')"\n`,
    );
    await chmod(program, 0o755);
    const source = createKeySource(
      { name: NAME, keyCommand: program, keyRefresh: 1_500 },
      null,
      process.env,
    )!;
    expect(await reveal(source)).toBe("sk-1");
    expect(await reveal(source)).toBe("sk-1");
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect(await Promise.all([reveal(source), reveal(source)])).toEqual(["sk-2", "sk-2"]);
  });

  it.each([
    ["a file that is missing", { keyFile: "/nowhere/key" }, "the file /nowhere/key"],
    ["a command that fails", { keyCommand: "exit 3" }, "the command exit 3"],
    ["a command that prints nothing", { keyCommand: "true" }, "it is not set"],
    ["a command that prints more than a key", { keyCommand: "echo a key" }, "characters that no key has"],
  ])("from %s is missing, and it is said where it should be", async (_what, asked, words) => {
    const source = createKeySource({ name: NAME, ...asked }, null, process.env)!;
    await expect(source.current()).rejects.toMatchObject({ code: "missing-key" });
    await expect(source.current()).rejects.toThrow(words);
  });
});

it("that expires in the middle of a run is renewed, and the call is made again", async () => {
  const keyFile = join(await makeTemporaryFolder(), "key");
  await writeFile(keyFile, "sk-old");
  let valid = "sk-old";
  await using server = await startScriptedModel({ replies: [{ text: "ok" }], apiKey: () => valid });
  const catalog = await loadCatalog([]);
  const model = resolveModel({ name: NAME, keyFile, baseUrl: server.baseUrl }, { env: {}, catalog });
  const send = createHttpUpstream({ model, endpoint: model.endpoints["openai-chat"]!, fetch });
  const { signal } = new AbortController();
  const call = {
    protocol: protocols["openai-chat"],
    path: "/chat/completions",
    headers: {},
    body: '{"messages":[]}',
    signal,
  };
  expect((await send(call)).status).toBe(200);
  valid = "sk-new";
  expect((await send(call)).status).toBe(401);
  await writeFile(keyFile, "sk-new");
  const replies = await Promise.all([send(call), send(call), send(call)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(model.secrets()).toEqual(["sk-old", "sk-new"]);
});
