import { expect, type Locator, type Page } from "@playwright/test";

/** Chooses a file and waits until it is open. */
export async function openFile(page: Page, name: string, content: string): Promise<void> {
  await page
    .getByLabel("CSV file", { exact: true })
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  await expect(page.getByTestId("file")).toHaveText(name);
}

export interface StepFields {
  readonly column?: string;
  readonly compare?: readonly string[];
  readonly choices?: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, string>>;
}

/** Adds a step by the form. */
export async function addStep(page: Page, step: string, fields: StepFields): Promise<void> {
  const { column, compare = [], choices = {}, texts = {} } = fields;
  const selects = { Step: step, ...(column === undefined ? {} : { Column: column }), ...choices };
  for (const [name, label] of Object.entries(selects)) {
    await page.getByRole("combobox", { name, exact: true }).selectOption({ label });
  }
  for (const [label, text] of Object.entries(texts)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  const group = page.getByRole("group", { name: "Compare columns", exact: true });
  for (const name of compare) await group.getByRole("checkbox", { name, exact: true }).check();
  await page.getByRole("button", { name: "Add step", exact: true }).click();
}

/** Clicks the name of a column in the table's header. */
export async function sortBy(page: Page, column: string): Promise<void> {
  await page.getByTestId("table").getByRole("button", { name: column, exact: true }).click();
}

/** A row of the table by `aria-rowindex`: 2 is the first. */
export function rowAt(page: Page, index: number): Locator {
  return page.locator(`[data-testid="row"][aria-rowindex="${index}"]`);
}

/** The values of a row. */
export async function expectRow(row: Locator, values: readonly string[]): Promise<void> {
  await expect(row.getByTestId("cell")).toHaveText(values);
}
