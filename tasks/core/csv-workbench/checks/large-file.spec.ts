import { expect, type Page, test } from "@playwright/test";
import { addStep, expectRow, openFile, rowAt, sortBy } from "./workbench.ts";

const ROW_COUNT = 50_000;
const LAST = ROW_COUNT + 1;
const SALT = Number(process.env["SALT"]);
const TEAMS = ["red", "green", "blue", "grey", "white"];

interface Person {
  readonly id: number;
  readonly team: string;
  readonly score: number;
}

/** Scores are all different: the factor has no divisor in common with the number of rows. */
const people = Array.from({ length: ROW_COUNT }, (_, index): Person => {
  const score = ((index + 1) * 7_919 + SALT * 1_000) % ROW_COUNT;
  return { id: index + 1, team: TEAMS[(index * SALT) % 7] ?? "", score };
});

const toValues = ({ id, team, score }: Person) => [String(id), team, String(score)];
const content = `Id,Team,Score\n${people.map((person) => toValues(person).join(",")).join("\n")}\n`;
const grouped = (count: number) => count.toLocaleString("en-US");

test.use({ actionTimeout: 20_000 });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await openFile(page, "people.csv", content);
  await expect(page.getByTestId("row-count")).toHaveText("50,000 of 50,000 rows");
});

/** The rows in the document are few, and each is the one that its index says. */
async function expectFewRightRows(page: Page, inOrder: readonly Person[] = people): Promise<void> {
  const table = page.getByTestId("table");
  await expect(async () => {
    const rows = await table.evaluate((element) =>
      Array.from(element.querySelectorAll('[data-testid="row"]'), (row) => [
        row.getAttribute("aria-rowindex"),
        ...Array.from(row.querySelectorAll('[data-testid="cell"]'), (cell) => cell.textContent.trim()),
      ]),
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(150);
    for (const [index, ...values] of rows) expect(values).toEqual(toValues(inOrder[Number(index) - 2]!));
  }).toPass({ timeout: 20_000 });
  expect(await page.locator("tr, [role=row], [data-testid=row]").count()).toBeLessThanOrEqual(170);
}

test("all rows can be scrolled to, and few of them are in the document", async ({ page }) => {
  const table = page.getByTestId("table");
  const [asTable, asGrid] = (["table", "grid"] as const).map((role) =>
    page.getByRole(role, { name: "Data", exact: true }),
  );
  await expect(asTable!.or(asGrid!)).toHaveAttribute("aria-rowcount", String(LAST));
  await expect(rowAt(page, 2)).toBeInViewport();
  await expectFewRightRows(page);
  const distinct = new Set(people.map(({ team }) => team)).size - 1;
  await expect(page.getByTestId("distinct")).toHaveText(["50,000", String(distinct), "50,000"]);
  await expect(page.getByTestId("mean")).toHaveText(["25000.5", "n/a", "24999.5"]);

  const scroller = page.getByTestId("scroller");
  const header = table.getByRole("columnheader").first();
  expect(await scroller.evaluate((element: HTMLElement) => element.tabIndex)).toBeGreaterThanOrEqual(0);
  await scroller.focus();
  await expect(scroller).toBeFocused();
  await page.keyboard.press("End");
  await expect(rowAt(page, LAST)).toBeInViewport({ ratio: 0.5 });
  await expectRow(rowAt(page, LAST), toValues(people.at(-1)!));
  await expect(header).toBeInViewport();
  await expectFewRightRows(page);
  await page.keyboard.press("Home");
  await expect(rowAt(page, 2)).toBeInViewport({ ratio: 0.5 });
  await page.keyboard.press("PageDown");
  await expect(rowAt(page, 2)).not.toBeInViewport();
  await expectFewRightRows(page);
  await page.keyboard.press("PageUp");
  await expect(rowAt(page, 2)).toBeInViewport();
  for (let press = 0; press < 40; press += 1) await page.keyboard.press("ArrowDown");
  await expect(rowAt(page, 2)).not.toBeInViewport();
  await scroller.hover();
  await page.mouse.wheel(0, 4_000);
  await expect(rowAt(page, 30)).not.toBeInViewport();
  await expectFewRightRows(page);
});

test("sorting, filtering and steps go over all rows", async ({ page }) => {
  const scroller = page.getByTestId("scroller");
  await scroller.focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, LAST)).toBeInViewport();
  await sortBy(page, "Score");
  const ascending = people.toSorted((one, other) => one.score - other.score);
  await expect(rowAt(page, 2)).toBeInViewport();
  await expectFewRightRows(page, ascending);

  const filter = page.getByLabel("Filter text", { exact: true });
  await filter.fill("GREEN");
  const matching = ascending.filter(({ team }) => team.includes("green"));
  await expect(page.getByTestId("row-count")).toHaveText(`${grouped(matching.length)} of 50,000 rows`);
  await expectFewRightRows(page, matching);
  await filter.fill("");

  await addStep(page, "Find and replace", {
    column: "Team",
    texts: { Find: "green", "Replace with": "lime" },
  });
  await expect(page.getByTestId("step").nth(0)).toContainText(`${grouped(matching.length)} changed`);
  await addStep(page, "Drop duplicates", { compare: ["Team"] });
  const teams = new Set(people.map(({ team }) => team)).size;
  await expect(page.getByTestId("step").nth(1)).toContainText(`${grouped(ROW_COUNT - teams)} rows dropped`);
  await expect(page.getByTestId("row-count")).toHaveText(`${teams} of ${teams} rows`);
  await expect(page.getByTestId("table")).toHaveAttribute("aria-rowcount", String(teams + 1));
  await expect(page.getByTestId("row")).toHaveCount(teams);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByTestId("row-count")).toHaveText("50,000 of 50,000 rows");
  await scroller.focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, LAST)).toBeInViewport();
  const replaced = ascending.map((person) => ({ ...person, team: person.team.replace("green", "lime") }));
  await expectFewRightRows(page, replaced);
});
