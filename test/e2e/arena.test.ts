import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { readAnswerFiles } from "../../src/agents/one-shot/answer-files.ts";
import type { AppFiles, Place } from "../../src/arena/site/protocol.ts";
import { DEFAULT_RULES } from "../../src/arena/weigh-votes.ts";
import { LeaderboardSchema } from "../../src/core/leaderboard.ts";
import { RatingTableSchema } from "../../src/core/rating-table.ts";
import { joinSite, type Site, startSite, TELLING } from "../cli/arena/site.ts";
import { buildoff, readResults, repository } from "../support/buildoff.ts";
import { describeDocker } from "../support/needs.ts";
import { startScriptedModel } from "../support/scripted-model.ts";
import { makeTemporaryFolder } from "../support/temporary.ts";

const STARTER = join(repository, "tasks/starter");
const TASKS = ["expense-dashboard", "night-express", "urdu-storefront"];
/** From the best to the worst. */
const MODELS = ["acme/larch", "acme/aspen", "birch/willow", "birch/maple"].map(
  (name) => `openai-compatible/${name}`,
);
const SKILLS = new Map(MODELS.map((model, place) => [model.replace("openai-compatible/", ""), 3 - place]));
/** What is wrong with the second best. */
const MUTANTS: Readonly<Record<string, string>> = {
  "expense-dashboard": "adds-expense.charts-drawn-once",
  "night-express": "keeps-best.not-stored",
  "urdu-storefront": "persistence.cart-lost",
};

async function readBelow(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, "utf8")] as const),
    ),
  );
}

/** What a model of some skill answers: the solution, one with a fault, one whose page does nothing, or a heading. */
async function answer(task: string, skill: number): Promise<string> {
  const files = await readBelow(join(STARTER, task, "solution"));
  if (skill === 2)
    for (const [path, text] of await readBelow(join(STARTER, task, "mutants", MUTANTS[task]!)))
      files.set(path, text);
  const written = [...files].filter(([path]) => skill >= 2 || (skill === 1 && !path.endsWith(".js")));
  const blocks = skill === 0 ? [["index.html", `<h1>${task}</h1>`] as const] : written;
  return blocks.map(([path, text]) => `\`\`\`\`text ${path}\n${text}\n\`\`\`\`\n`).join("\n");
}

/** By what the brief speaks of. */
function taskOf(brief: string): string {
  if (/expense/i.test(brief)) return "expense-dashboard";
  return /carriage/i.test(brief) ? "night-express" : "urdu-storefront";
}

/** What can be seen of an app from its files, but for those that came with the task. */
const looksLike = (files: readonly { readonly path: string; readonly bytes: number }[]): string =>
  files
    .filter(({ path }) => !path.startsWith("assets/"))
    .map(({ path, bytes }) => `${path} ${bytes}`)
    .toSorted()
    .join();

/** How good an app is that looks like that: what a person finds out who uses it. No two apps are worth the same. */
async function listQuality(): Promise<Map<string, number>> {
  const answers = TASKS.flatMap((task) => [0, 1, 2, 3].map((skill) => ({ task, skill })));
  return new Map(
    await Promise.all(
      answers.map(async ({ task, skill }, worth) => {
        const { files } = readAnswerFiles(await answer(task, skill));
        const sizes = files.map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content) }));
        return [looksLike(sizes), worth] as const;
      }),
    ),
  );
}

/** Judges all battles, and errs at some: of five raters one does at each, whatever order they get them in. */
async function judgeAll(site: Site, quality: ReadonlyMap<string, number>, number: number): Promise<number> {
  const rater = await joinSite(site);
  const worth = async (id: string, place: Place): Promise<number> => {
    const { files } = (await (await rater.ask(`/api/battle/${id}/${place}/files`)).json()) as AppFiles;
    const found = quality.get(looksLike(files));
    expect(found).toBeDefined();
    return found!;
  };
  let votes = 0;
  for (let turn = await rater.next(); turn.kind === "battle"; turn = await rater.next()) {
    const { id } = turn.battle;
    const [one, other] = [await worth(id, "first"), await worth(id, "second")];
    // A vote that comes sooner does not count.
    await wait(DEFAULT_RULES.leastDwellMs + 100);
    const isSure = (one + other + number) % 5 !== 0;
    const { first, second } = await rater.vote(id, { overall: one > other === isSure ? "first" : "second" });
    expect([first.model, second.model].every((model) => MODELS.includes(model))).toBe(true);
    votes += 1;
  }
  expect(TELLING.exec(rater.told.filter((text) => !text.includes('"attention"')).join("\n"))).toBeNull();
  return votes;
}

describeDocker("from a run to a leaderboard with ratings", () => {
  it("blind votes put models in the order of their skill", async () => {
    const folder = await makeTemporaryFolder();
    const [results, arena, modelsFile] = ["results", "arena", "models.yaml"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    const known = MODELS.map((name) => ({
      name,
      organisation: name.includes("acme") ? "Acme" : "Birch",
      availability: name.includes("acme") ? "public-api" : "open-weights",
    }));
    await writeFile(modelsFile, JSON.stringify({ schema: 1, models: known }));
    await using server = await startScriptedModel({
      replies: async ({ model, body }) => ({
        text: await answer(taskOf(JSON.stringify(body.messages)), SKILLS.get(model)!),
      }),
    });
    const what = ["run", "starter", "--agent", "one-shot", ...MODELS.flatMap((model) => ["--model", model])];
    const where = ["--repairs", "0", "--base-url", server.baseUrl, "--key-env", "SCRIPTED_KEY"];
    const how = ["--sandbox", "docker", "-j", "6", "--results", results, "--name", "skills", "--plain"];
    const run = await buildoff([...what, ...where, "--models-file", modelsFile, ...how], {
      env: { SCRIPTED_KEY: "sk-skills" },
    });
    expect(run.exitCode).toBe(0);
    const trials = await readResults(join(results, "skills"));
    expect(trials).toHaveLength(12);
    const scoreOf = (model: string): number =>
      trials.filter(({ trial }) => trial.model === model).reduce((sum, { score }) => sum + score!, 0);
    expect(MODELS.toSorted((x, y) => scoreOf(y) - scoreOf(x))).toEqual(MODELS);

    const quality = await listQuality();
    expect(quality.size).toBe(TASKS.length * MODELS.length);
    {
      const flags = ["--results", results, "--cooldown", "1ms", "--attention", "0"];
      await using site = await startSite(["skills", ...flags], arena);
      const counts = await Promise.all([0, 1, 2, 3, 4].map((number) => judgeAll(site, quality, number)));
      // Three tasks, six pairs of models.
      expect(counts).toEqual([18, 18, 18, 18, 18]);
    }
    const votes = join(arena, "votes.jsonl");
    const anchor = ["--anchor", `${MODELS[0]}=1541`];
    const rated = await buildoff(["arena", "rate", votes, "--format", "json", ...anchor]);
    expect(rated.stderr).toBe("");
    const table = RatingTableSchema.parse(JSON.parse(rated.stdout));
    expect(table.rows.map(({ model }) => model)).toEqual(MODELS);
    expect(table.rows[0]).toMatchObject({ rating: 1541, organisation: "Acme" });
    expect(table.votes).toMatchObject({ read: 90 });

    const board = ["leaderboard", "skills", "--results", results, "--votes", votes, "--format", "json"];
    const rowsOf = async (...slice: readonly string[]) =>
      LeaderboardSchema.parse(JSON.parse((await buildoff([...board, ...slice])).stdout)).rows;
    const whole = await rowsOf();
    const byRating = whole.toSorted((x, y) => y.rating!.rating - x.rating!.rating);
    expect(byRating.map(({ rating }) => rating!.model)).toEqual(MODELS);
    expect(whole.map(({ score }) => score.value).filter((value) => value === null)).toEqual([]);
    const open = await rowsOf("--availability", "open-weights");
    expect(open.map(({ rating }) => rating!.model).toSorted()).toEqual(MODELS.slice(2).toSorted());
  });
});
