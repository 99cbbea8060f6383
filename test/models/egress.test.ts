import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/errors.ts";
import { createEgress, type EgressOptions } from "../../src/models/egress.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";
import { makeCertificates, startConnectProxy, startHttps, startWitness } from "./network.ts";

const HOST = "models.company.test";
const open = (options: Partial<EgressOptions>) =>
  createEgress({ env: {}, allowHosts: null, caFile: null, ...options });

const fails = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: Error) => error,
  );

describe("a company's network: a proxy, a private CA, and no direct route", () => {
  it("is gone through, for a reply as a whole and for a stream", async () => {
    const certificates = makeCertificates(await makeTemporaryFolder(), HOST);
    await using server = await startHttps(certificates, (path) =>
      path === "/stream"
        ? new Response("data: 1\n\ndata: 2\n\n", { headers: { "content-type": "text/event-stream" } })
        : Response.json({ path }),
    );
    await using proxy = await startConnectProxy(() => server.port);
    for (const name of ["HTTPS_PROXY", "https_proxy"]) {
      await using egress = open({ env: { [name]: proxy.url }, caFile: certificates.caFile });
      const reply = await egress.fetch(`https://${HOST}/v1/models`);
      expect(await reply.json()).toEqual({ path: "/v1/models" });
      expect(await (await egress.fetch(`https://${HOST}/stream`)).text()).toBe("data: 1\n\ndata: 2\n\n");
      expect(egress.proxy).toBe(new URL(proxy.url).host);
    }
    expect(new Set(proxy.tunnels)).toEqual(new Set([`${HOST}:443`]));

    await using direct = open({ caFile: certificates.caFile });
    expect((await fails(direct.fetch(`https://${HOST}/`))).message).toContain("fetch failed");
    await using distrustful = open({ env: { HTTPS_PROXY: proxy.url } });
    const { cause } = await fails(distrustful.fetch(`https://${HOST}/`));
    expect((cause as Error).message).toMatch(/certificate|issuer/);
  });

  it("is gone around for the hosts of NO_PROXY", async () => {
    await using server = await startScriptedModel({ replies: [] });
    await using proxy = await startConnectProxy(() => 1);
    await using egress = open({
      env: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1,.company.test" },
    });
    expect((await egress.fetch(`${server.baseUrl}/models`)).status).toBe(200);
    expect(proxy.tunnels).toEqual([]);
  });
});

it("a machine with HTTP_PROXY alone has a proxy for http, and none for https", async () => {
  await using proxy = await startConnectProxy(() => 1);
  await using egress = open({ env: { HTTP_PROXY: proxy.url } });
  expect((await egress.fetch(`http://${HOST}/`)).status).toBe(405);
  await fails(egress.fetch(`https://${HOST}/`));
  expect(proxy.tunnels).toEqual([]);
  expect(egress.proxy).toBeNull();
});

it.each(["127.0.0.1", "localhost", "[::1]"])("%s is reached without a proxy", async (host) => {
  await using server = await startScriptedModel({ replies: [] });
  await using proxy = await startConnectProxy(() => 1);
  await using egress = open({ env: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url } });
  const { port } = new URL(server.baseUrl);
  const status = await egress.fetch(`http://${host}:${port}/v1/models`).then(
    (response) => response.status,
    () => "nobody listens there",
  );
  // The proxy would say 405.
  expect(status).toBe(host === "[::1]" ? "nobody listens there" : 200);
  await fails(egress.fetch(`https://${host}:${port}/`));
  expect(proxy.tunnels).toEqual([]);
});

describe("a run that is confined to some hosts", () => {
  it("sends not a byte to another, directly, by a redirect or through a proxy", async () => {
    await using witness = await startWitness();
    const other = `http://127.0.0.1:${witness.port}/v1`;
    await using server = await startScriptedModel({
      replies: [{ fault: "status", status: 307, headers: { location: `${other}/chat/completions` } }],
    });
    const allowHosts = [new URL(server.baseUrl).host];
    await using egress = open({ allowHosts });
    expect(await fails(egress.fetch(`${other}/chat/completions`))).toMatchObject({
      code: "host-not-allowed",
    });
    const redirected = await egress.fetch(`${server.baseUrl}/chat/completions`, {
      method: "POST",
      body: "{}",
    });
    expect(redirected.status).toBe(307);
    await using proxied = open({ allowHosts, env: { HTTP_PROXY: `http://127.0.0.1:${witness.port}` } });
    expect(await fails(proxied.fetch("http://evil.example/"))).toBeInstanceOf(UserError);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(witness.seen).toEqual({ connections: 0, bytes: 0 });
  });

  it.each([
    ["api.example.com", "api.example.com:443", true],
    ["api.example.com:443", "api.example.com:443", true],
    ["api.example.com:8443", "api.example.com:443", false],
    ["*.example.com", "eu.api.example.com:443", true],
    ["*.example.com", "example.com:443", false],
    ["*.example.com", "evil-example.com:443", false],
    ["API.Example.com", "api.example.com:443", true],
    ["example.com", "api.example.com:443", false],
  ])("that allows %s reaches %s: %s", (allowed, host, isReached) => {
    const { requireHost } = open({ allowHosts: [allowed] });
    let error: unknown = null;
    try {
      requireHost(host);
    } catch (caught) {
      error = caught;
    }
    expect(error === null).toBe(isReached);
  });
});

it("says which file of certificates is missing", () => {
  expect(() => open({ caFile: "/nowhere/ca.pem" })).toThrow("cannot read /nowhere/ca.pem");
});
