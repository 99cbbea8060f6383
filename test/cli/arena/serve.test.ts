import { appendFile, cp, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildoff } from "../../support/buildoff.ts";
import { makeSuiteFolder } from "../../support/temporary.ts";
import { joinSite, type Site, startSite, storeSignedRun, TELLING } from "./site.ts";

const folder = await makeSuiteFolder();
const results = join(folder, "results");
const arena = join(folder, "arena");
const FLAGS = ["signed", "--results", results, "--cooldown", "1ms", "--attention", "0"];
let site: Site;

beforeAll(async () => {
  await storeSignedRun(results);
  site = await startSite(FLAGS, arena);
});
afterAll(() => site[Symbol.asyncDispose]());

/** All that a browser is given of an app that is nothing but files. */
async function openApp(address: URL): Promise<string[]> {
  const app = await fetch(address, { headers: { "sec-fetch-dest": "iframe" } });
  expect(app.headers.get("content-security-policy")).toContain("sandbox");
  const files = JSON.parse(/id="files">(.*?)<\/script>/s.exec(await app.text())![1]!) as string[][];
  expect(files).toHaveLength(4);
  return files.flatMap(([path, content]) => [path!, Buffer.from(content!, "base64").toString()]);
}

describe("a voting site", () => {
  it("tells nothing of who built what before the vote, and everything after it", async () => {
    const rater = await joinSite(site);
    const battle = await rater.battle();
    for (const place of ["first", "second"] as const) {
      const path = `/api/battle/${battle.id}/${place}`;
      await expect
        .poll(async () => ((await (await rater.ask(path)).json()) as { state: string }).state)
        .not.toBe("starting");
      const { src } = (await (await rater.ask(path)).json()) as { src: string | null };
      if (src !== null) rater.told.push(...(await openApp(new URL(src, site.url))));
      const { files } = (await (await rater.ask(`${path}/files`)).json()) as { files: { path: string }[] };
      expect(files).toHaveLength(4);
      for (const file of files) await rater.ask(`${path}/files/${encodeURIComponent(file.path)}`);
      const { steps } = (await (await rater.ask(`${path}/steps`)).json()) as { steps: { tool: string }[] };
      expect(steps.map(({ tool }) => tool)).toEqual([null, "create_file"]);
    }
    const before = rater.told.join("\n");
    expect(before).toContain("Build it.");
    expect(TELLING.exec(before)).toBeNull();
    const reveal = await rater.vote(battle.id);
    expect(JSON.stringify(reveal)).toMatch(TELLING);
    const [vote] = await site.votes();
    const first = vote![vote!.left!];
    expect(reveal.first.model).toBe(first.model);
    expect(reveal.attention).toBeNull();
    expect(vote!.choices.overall).toBe(vote!.left);
    expect(vote!.a.bytes).toBeGreaterThan(500);
  });

  it("refuses who has not loaded its page, comes from another one, or by another name", async () => {
    const rater = await joinSite(site);
    const post = (headers: Record<string, string>) =>
      fetch(new URL("/api/battle", site.url), { method: "POST", body: "{}", headers });
    expect((await post({})).status).toBe(403);
    expect((await post({ "x-buildoff-token": "0".repeat(32) })).status).toBe(403);
    expect((await post({ "x-buildoff-token": rater.token, "sec-fetch-site": "cross-site" })).status).toBe(
      403,
    );
    expect((await fetch(site.url, { headers: { "sec-fetch-site": "same-origin" } })).status).toBe(200);
  });

  it("answers what is wrong with a vote, and takes none of it", async () => {
    const rater = await joinSite(site);
    const battle = await rater.battle();
    const before = (await site.votes()).length;
    const bad = [
      [{ overall: "left" }, 400],
      [{ note: "x".repeat(1_001) }, 400],
      [{ used: { first: -1, second: 0 } }, 400],
      [{ model: "acme" }, 400],
      [{ note: "x".repeat(20_000) }, 413],
    ] as const;
    for (const [changes, status] of bad) {
      const answer = await rater.ask(`/api/battle/${battle.id}/vote`, { ...changes });
      expect(answer.status).toBe(status);
      expect(((await answer.json()) as { message: string }).message).not.toBe("");
    }
    expect((await rater.ask(`/api/battle/nothing/vote`, {})).status).toBe(400);
    expect((await rater.ask(`/api/battle/${battle.id}/third`)).status).toBe(400);
    const stranger = await joinSite(site);
    expect((await stranger.ask(`/api/battle/${battle.id}/first`)).status).toBe(400);
    expect(await site.votes()).toHaveLength(before);
  });

  it("gives one rater each battle once, and then says that there is no more", async () => {
    const rater = await joinSite(site);
    const seen = new Set<string>();
    for (let turn = await rater.next(); turn.kind === "battle"; turn = await rater.next()) {
      await rater.vote(turn.battle.id, { overall: "tie" });
      seen.add(turn.battle.id);
    }
    expect((await rater.next()).kind).toBe("done");
    const own = (await site.votes()).filter(({ id }) => seen.has(id));
    // Of each of the two tasks: four models with two apps each, six pairs of models, four of apps. Two dead apps of one model never meet.
    expect(own).toHaveLength(2 * 6 * 4);
    expect(new Set(own.map(({ a, b }) => `${a.trial} ${b.trial}`))).toHaveProperty("size", own.length);
    const rated = await buildoff(["arena", "rate", join(arena, "votes.jsonl"), "--format", "json"]);
    expect(rated.exitCode).toBe(0);
  });

  it("loses no vote to a crash, and takes one on a battle that was given before it", async () => {
    const rater = await joinSite(site);
    const voted = await rater.battle();
    await rater.vote(voted.id);
    const open = await rater.battle();
    const before = await site.votes();
    const { port } = site.url;
    await site.end("SIGKILL");
    await appendFile(join(arena, "votes.jsonl"), '{"schema":1,"id":"torn');
    site = await startSite([...FLAGS, "--port", port], arena);
    expect(await site.votes()).toEqual(before);
    // The page that the rater has open knows nothing of all this.
    const again = await rater.vote(open.id, { overall: "both_bad" });
    expect(again.first.model).not.toBe("");
    const after = await site.votes();
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ id: open.id, choices: { overall: "both_bad" } });
    expect((await rater.vote(open.id)).first.model).toBe(again.first.model);
    expect(await site.votes()).toEqual(after);
  });

  it("is one at a time for one folder, and keeps its secret to its user", async () => {
    const second = await buildoff(["arena", "serve", ...FLAGS, "--arena", arena]);
    expect(second.exitCode).toBe(2);
    expect(second.stderr).toContain("another `buildoff arena serve` writes votes");
    expect((await stat(join(arena, "secret"))).mode & 0o077).toBe(0);
    expect(await readFile(join(arena, "votes.jsonl"), "utf8")).not.toContain(
      (await readFile(join(arena, "secret"), "utf8")).trim(),
    );
  });

  it("knows raters by a sign-in proxy's header, and refuses who has none", async () => {
    const own = join(folder, "signed-in");
    await using signedIn = await startSite(
      [...FLAGS, "--public-url", "https://arena.team.example", "--rater-header", "x-user"],
      own,
    );
    const anne = await joinSite(signedIn, { "x-user": "anne@team.example", "x-forwarded-for": "1.2.3.4" });
    const battle = await anne.battle();
    await anne.vote(battle.id);
    const [vote] = await signedIn.votes();
    expect(vote!.rater.id).toMatch(/^[0-9a-f]{32}$/);
    expect(vote!.rater.origin).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(vote)).not.toMatch(/anne|1\.2\.3\.4/);
    const nobody = await fetch(new URL("/api/battle", signedIn.url), {
      method: "POST",
      headers: { "x-buildoff-token": anne.token },
    });
    expect(nobody.status).toBe(400);
    expect(await nobody.text()).toContain("it has no header x-user");
    const named = await fetch(signedIn.url, { headers: { "x-user": "anne" } });
    expect(named.status).toBe(200);
    expect(named.headers.get("set-cookie")).toBeNull();
  });

  it("does not tell raters of a damaged file, whose name says who built what", async () => {
    const own = join(folder, "damaged");
    await cp(join(results, "signed"), join(results, "damaged"), { recursive: true });
    const trials = await readdir(join(results, "damaged", "trials"));
    await using site = await startSite(
      ["damaged", "--results", results, "--cooldown", "1ms", "--attention", "0"],
      own,
    );
    for (const trial of trials) {
      const transcript = join(results, "damaged", "trials", trial, "transcript.1.jsonl");
      await rm(transcript);
      await mkdir(transcript);
    }
    const rater = await joinSite(site);
    const { id } = await rater.battle();
    const answer = await rater.ask(`/api/battle/${id}/first/steps`);
    expect(answer.status).toBe(500);
    expect(TELLING.exec(rater.told.join("\n"))).toBeNull();
    expect(site.stderr()).toContain("transcript");
  });

  it("ends at Ctrl-C", async () => {
    await using own = await startSite(FLAGS, join(folder, "ended"));
    expect(await own.end("SIGINT")).toBe(0);
    expect(own.stderr()).toContain("16 apps of 4 models");
  });
});

const PROXIED = [
  "signed",
  "--results",
  results,
  "--public-url",
  "https://x.example",
  "--rater-header",
  "x-user",
];

describe("a voting site is not served", () => {
  it.each([
    [["nothing", "--results", results], "nothing"],
    [["signed", "--results", results, "--attention", "2"], "expected a number from 0 to 1"],
    [["signed", "--results", results, "--public-url", "https://x.example/path"], "without a path"],
    [["signed", "--results", results, "--public-url", "https://x.example"], "--rater-header"],
    [
      ["signed", "--results", results, "--apps-url", "https://apps.example"],
      "--apps-url without --public-url",
    ],
    [[...PROXIED, "--apps-url", "https://127.0.0.1"], "an address of numbers has no subdomains"],
    [[...PROXIED, "--apps-url", "http://apps.example"], "the site is at https://, too"],
    [["signed", "--results", results, "--warm", "1"], "a battle has two apps"],
  ])("for %j", async (args, message) => {
    const { exitCode, stderr } = await buildoff(["arena", "serve", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it("of a run in which no two models were asked the same", async () => {
    const { storeRun } = await import("../../support/stored-run.ts");
    await storeRun({ results, runId: "alone", trials: { "t1.passed": "passed", "t2.lost": "lost" } });
    const { exitCode, stderr } = await buildoff(["arena", "serve", "alone", "--results", results]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("no two apps can meet");
    expect(stderr).toContain("1 left out: not finished, or lost to the infrastructure");
  });
});
