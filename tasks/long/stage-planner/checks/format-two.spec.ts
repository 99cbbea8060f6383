import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";

const [HALL, YARD, OWLS, FIRES] = ["Hall", "Yard", "Quiet Owls", "Fen Fires"];

const DAY = { festival: "Small Day", date: "2026-08-01" };

const OLD_PLAN = {
  format: 1,
  ...DAY,
  crew: ["Ada Brook", "Milo Stern"],
  stages: [
    { name: HALL, changeover: 20, covered: true },
    { name: YARD, changeover: 15, covered: false },
  ],
  slots: [
    { act: OWLS, stage: HALL, start: "14:00", minutes: 60, crew: ["Milo Stern"] },
    { act: FIRES, stage: YARD, start: "00:30", minutes: 45 },
    { act: OWLS, stage: YARD, start: "18:00", minutes: 30, crew: ["Ada Brook", "Milo Stern"] },
  ],
};

const NEW_PLAN = {
  format: 2,
  ...DAY,
  stages: [
    { id: "7", name: HALL, changeover: 20, covered: true },
    { id: "a b", name: YARD, changeover: 15, covered: false },
  ],
  acts: [
    { id: "7", name: OWLS },
    { id: "x", name: FIRES },
  ],
  crew: [{ id: "7", name: "Ada Brook" }],
  slots: [
    { act: "x", stage: "7", start: "14:00", minutes: 60, crew: [] },
    { act: "7", stage: "a b", start: "15:00", minutes: 45, crew: ["7"] },
  ],
};

type Named = { id: string; name: string };
type Saved = Record<"stages" | "acts" | "crew", (Named & Record<string, unknown>)[]> & {
  format: number;
  date: string;
  slots: { act: string; stage: string; start: string; minutes: number; crew: string[] }[];
};

test("a plan of format 1 in the browser is kept, and saved as format 2 with ids that stay", async ({
  page,
}) => {
  await page.route("**/before", (route) =>
    route.fulfill({ contentType: "text/html", body: "<p>Before</p>" }),
  );
  await page.goto("/before");
  await page.evaluate((text) => localStorage.setItem("stage-planner", text), JSON.stringify(OLD_PLAN));
  await page.goto("/");
  await expect(slotsOf(page, "Yard")).toHaveText([
    /18:00–18:30.*Quiet Owls.*Ada Brook/s,
    /00:30–01:15.*Fen Fires/s,
  ]);

  const first = await save(page);
  expect([first.format, first.date]).toEqual([2, "2026-08-01"]);
  expect(describe(first)).toEqual([
    "14:00 60 Quiet Owls, Hall: Milo Stern",
    "18:00 30 Quiet Owls, Yard: Ada Brook, Milo Stern",
    "00:30 45 Fen Fires, Yard: ",
  ]);
  expect(first.stages.map(({ changeover, covered }) => [changeover, covered])).toEqual([
    [20, true],
    [15, false],
  ]);
  for (const list of [first.stages, first.acts, first.crew]) {
    expect(list.every(({ id }) => typeof id === "string" && id !== "")).toBe(true);
    expect(new Set(list.map(({ id }) => id)).size).toBe(2);
  }

  await rename(page, "Hall", "Great Hall");
  await page.getByRole("link", { name: "Acts", exact: true }).click();
  await expect(page.getByTestId("act")).toHaveCount(2);
  await rename(page, "Quiet Owls", "Loud Owls");
  await page.reload();
  await expect(page.getByTestId("act").filter({ hasText: "Loud Owls" })).toHaveCount(1);
  const second = await save(page);
  expect(describe(second)).toEqual([
    "14:00 60 Loud Owls, Great Hall: Milo Stern",
    "18:00 30 Loud Owls, Yard: Ada Brook, Milo Stern",
    "00:30 45 Fen Fires, Yard: ",
  ]);
  const ids = (saved: Saved) =>
    [saved.stages, saved.acts, saved.crew].map((list) => list.map(({ id }) => id).sort());
  expect(ids(second)).toEqual(ids(first));
});

test("a file of format 2 opens, and keeps its ids", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByTestId("slot")).toHaveCount(19);
  const [slot] = NEW_PLAN.slots;
  const noPlans = [
    { ...NEW_PLAN, slots: [{ ...slot, crew: ["x"] }] },
    { ...NEW_PLAN, format: 3 },
    { ...NEW_PLAN, slots: [{ ...slot, act: "Fen Fires" }] },
    { ...NEW_PLAN, slots: [{ ...slot, stage: "x" }] },
  ];
  for (const noPlan of noPlans) {
    await open(page, noPlan);
    await expect(page.getByText("This is not a plan file.")).toBeVisible();
    await expect(page.getByTestId("slot")).toHaveCount(19);
  }
  await page.reload();
  await expect(page.getByTestId("slot")).toHaveCount(19);
  await open(page, NEW_PLAN);
  await expect(page.getByTestId("slot")).toHaveText([
    /14:00–15:00.*Fen Fires/s,
    /15:00–15:45.*Quiet Owls.*Ada Brook/s,
  ]);
  await page.getByRole("button", { name: `Edit ${OWLS}, 15:00`, exact: true }).click();
  await page.getByLabel("Act", { exact: true }).fill("Long Grass");
  await page.getByRole("button", { name: "Save slot", exact: true }).click();
  await rename(page, "Yard", "Garden");
  const saved = await save(page);
  expect(describe(saved)).toEqual(["14:00 60 Fen Fires, Hall: ", "15:00 45 Long Grass, Garden: Ada Brook"]);
  expect(saved.stages.map(({ id }) => id)).toEqual(["7", "a b"]);
  expect(saved.acts.find((act) => act.name === "Fen Fires")?.id).toBe("x");
});

/** Each slot in words, in the order of the day. */
function describe({ slots, acts, stages, crew }: Saved): string[] {
  const nameOf = (list: Named[], wanted: string) => list.find(({ id }) => id === wanted)?.name;
  return slots
    .toSorted((a, b) => toOrder(a.start) - toOrder(b.start))
    .map((slot) => {
      const team = slot.crew.map((id) => nameOf(crew, id)).sort();
      return `${slot.start} ${slot.minutes} ${nameOf(acts, slot.act)}, ${nameOf(stages, slot.stage)}: ${team.join(", ")}`;
    });
}

const toOrder = (start: string): number => (Number(start.replace(":", "")) + 1200) % 2400;

async function rename(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: `Rename ${from}`, exact: true }).click();
  await page.getByLabel("New name", { exact: true }).fill(to);
  await page.getByRole("button", { name: "Save name", exact: true }).click();
  await expect(page.getByRole("button", { name: `Rename ${to}`, exact: true })).toBeVisible();
}

async function save(page: Page): Promise<Saved> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save plan", exact: true }).click();
  const download = await downloading;
  return JSON.parse(await readFile(await download.path(), "utf8")) as Saved;
}

const slotsOf = (page: Page, stage: string) =>
  page.getByRole("region", { name: stage, exact: true }).getByTestId("slot");

const open = (page: Page, plan: object) =>
  page.getByLabel("Open plan", { exact: true }).setInputFiles({
    name: "other.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(plan)),
  });
