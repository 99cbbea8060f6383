import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import Docker from "dockerode";
import { expect, onTestFinished, test } from "vitest";
import { CALL_TIMEOUT_MS, callEngine } from "../../../src/sandbox/docker/engine-call.ts";
import { connectEngine, negotiateApi } from "../../../src/sandbox/docker/engine.ts";
import { makeTemporaryFolder } from "../../support/temporary.ts";

/** An engine that answers as it is told, on a socket of its own. */
async function startEngine(answer: RequestListener): Promise<string> {
  const socketPath = join(await makeTemporaryFolder(), "engine.sock");
  const server = createServer(answer).listen(socketPath);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => {
    server.once("listening", resolve);
  });
  return socketPath;
}

const json =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

const inspect = async (answer: RequestListener, timeoutMs = 5_000): Promise<unknown> => {
  const docker = new Docker({ socketPath: await startEngine(answer) });
  return callEngine("look", () => docker.getContainer("c").inspect(), { timeoutMs }).catch(
    (error: unknown) => error,
  );
};

const lost = { kind: "infra", code: "engine" };

test("an engine that hangs is lost when the call's own deadline is over", async () => {
  const startedAt = performance.now();
  expect(await inspect(() => {}, 300)).toMatchObject(lost);
  expect(performance.now() - startedAt).toBeLessThan(CALL_TIMEOUT_MS / 2);
});

test("an engine that answers slowly is waited for", async () => {
  const slow: RequestListener = (request, response) => {
    setTimeout(() => json(200, { Id: "c" })(request, response), 400);
  };
  expect(await inspect(slow)).toEqual({ Id: "c" });
});

test("an engine that closes in the middle, breaks, or is not there, is lost", async () => {
  const cut: RequestListener = (_request, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{");
    setTimeout(() => response.destroy(), 50);
  };
  expect(await inspect(cut, 1_000)).toMatchObject(lost);
  expect(await inspect((request) => request.socket.destroy())).toMatchObject(lost);
  expect(await inspect(json(500, { message: "out of order" }))).toMatchObject({
    ...lost,
    message: expect.stringContaining("out of order") as string,
  });
  const nobody = new Docker({ socketPath: join(await makeTemporaryFolder(), "nobody.sock") });
  await expect(callEngine("answer", () => nobody.ping())).rejects.toMatchObject(lost);
});

test("what the engine refuses is no loss, and keeps its status", async () => {
  for (const status of [404, 409]) {
    expect(await inspect(json(status, { message: "no" }))).toMatchObject({ name: "EngineRefusal", status });
  }
  // Said of a kill in a container that makes processes faster than they die.
  const said = "OCI runtime exec failed: exec failed: read init-p: connection reset by peer: unknown";
  expect(await inspect(json(500, { message: said }))).toMatchObject({ name: "EngineRefusal", status: 500 });
});

test("the API version is agreed upon with the engine", () => {
  expect(negotiateApi("1.41", "1.12")).toBe("1.41");
  expect(negotiateApi("1.52", "1.44")).toBe("1.52");
  // A newer engine is asked for what we know, or for the oldest that it still speaks.
  expect(negotiateApi("1.60", "1.44")).toBe("1.52");
  expect(negotiateApi("1.70", "1.60")).toBe("1.60");
});

test.each([
  ["no engine", null, "no-engine", /no Docker Engine answers at .*ENOENT/],
  ["something else that listens", json(200, "hello"), "no-engine", /no Docker Engine answers/],
  [
    "an engine that is too old",
    json(200, { Version: "19.03.1", ApiVersion: "1.40", Os: "linux" }),
    "engine-too-old",
    /19\.03\.1/,
  ],
  [
    "Windows containers",
    json(200, { Version: "28.0.0", ApiVersion: "1.50", Os: "windows" }),
    "no-engine",
    /windows containers/,
  ],
] as const)("%s is a user's error with a remedy", async (_title, answer, code, message) => {
  const socketPath = answer === null ? "/nowhere/docker.sock" : await startEngine(answer);
  const before = process.env["DOCKER_HOST"];
  process.env["DOCKER_HOST"] = `unix://${socketPath}`;
  try {
    await expect(connectEngine()).rejects.toMatchObject({
      kind: "user",
      code,
      message: expect.stringMatching(message) as string,
    });
  } finally {
    if (before === undefined) delete process.env["DOCKER_HOST"];
    else process.env["DOCKER_HOST"] = before;
  }
});
