import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { addStep, openFile, sortBy } from "./workbench.ts";

const SURNAME = process.env["SURNAME"]!;
const FILLER = process.env["FILLER"]!;

test.use({ actionTimeout: 10_000 });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
});

async function exportCsv(page: Page): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV", exact: true }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("cleaned rows are saved, with quotes where they are needed", async ({ page }) => {
  const rows = [
    `${SURNAME};"says ""hi""";1,5;`,
    ` spaced ;"two\r\nlines";2;x`,
    `${SURNAME};"says ""hi""";3;`,
    `a"b;"semi;colon";10;'`,
    `none;"line\nfeed";;4`,
  ];
  await openFile(page, "stock.list.csv", `\uFEFFName;"Note, long";Qty;\n${rows.join("\n")}`);
  await addStep(page, "Fill empty", { column: "Column 4", texts: { Value: FILLER } });
  await addStep(page, "Drop duplicates", { compare: ["Name", "Note, long"] });
  await expect(page.getByTestId("step").nth(1)).toContainText("1 row dropped");
  const expected = [
    `Name,"Note, long",Qty,Column 4`,
    `${SURNAME},"says ""hi""","1,5",${FILLER}`,
    ` spaced ,"two\r\nlines",2,x`,
    `"a""b",semi;colon,10,'`,
    `none,"line\nfeed",,4`,
    "",
  ].join("\r\n");
  expect(await exportCsv(page)).toEqual({ name: "stock.list-cleaned.csv", text: expected });

  await sortBy(page, "Name");
  await page.getByLabel("Filter text", { exact: true }).fill("spaced");
  await expect(page.getByTestId("row-count")).toHaveText("1 of 4 rows");
  expect(await exportCsv(page)).toEqual({ name: "stock.list-cleaned.csv", text: expected });

  await page.getByRole("button", { name: "Remove step 2", exact: true }).click();
  await expect(page.getByTestId("row-count")).toHaveText("1 of 5 rows");
  const { text } = await exportCsv(page);
  expect(text).toContain(`"says ""hi""",3,${FILLER}\r\n`);
});

test("a record that would be an empty line is saved as two quotes", async ({ page }) => {
  await openFile(page, "one.csv", `Name\n${SURNAME}\n""\n-\n`);
  await addStep(page, "Find and replace", { column: "Name", texts: { Find: "-", "Replace with": "" } });
  await expect(page.getByTestId("empty")).toHaveText("2");
  const { name, text } = await exportCsv(page);
  expect(text).toBe(`Name\r\n${SURNAME}\r\n""\r\n""\r\n`);
  await openFile(page, name, text);
  await expect(page.getByTestId("row-count")).toHaveText("3 of 3 rows");
});

test("letters of any script come through", async ({ page }) => {
  await openFile(page, "cities.csv", "Stadt,都市\nMünchen,ミュンヘン\nلاہور,🏙️\n");
  const { text } = await exportCsv(page);
  expect(text).toBe("Stadt,都市\r\nMünchen,ミュンヘン\r\nلاہور,🏙️\r\n");
});
