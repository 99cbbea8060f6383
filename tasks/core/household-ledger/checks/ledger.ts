import { expect, type Locator, type Page } from "@playwright/test";

export const KEY = "household-ledger";

/** A value that the seed chose. */
export const chosen = (name: string): string => process.env[name]!;

/** `12.35` in cents. */
export const toCents = (text: string): number => Math.round(Number(text) * 100);

/** Cents as they are typed. */
export const typed = (cents: number): string => (cents / 100).toFixed(2);

/** Cents as they are shown. */
export function money(cents: number): string {
  const [whole, fraction] = typed(Math.abs(cents)).split(".");
  return `${cents < 0 ? "-" : ""}$${Number(whole).toLocaleString("en-US")}.${fraction}`;
}

/** The day on which all of this happens, and what is stored before the page is opened first. */
export async function start(page: Page, stored?: unknown): Promise<void> {
  await page.clock.setFixedTime("2026-01-01T12:00:00Z");
  await page.goto("/");
  if (stored === undefined) return;
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    KEY,
    JSON.stringify(stored),
  ] as const);
  await page.reload();
}

export const field = (page: Page, label: string): Locator =>
  page.getByLabel(label, { exact: true }).filter({ visible: true });

export const button = (page: Page, name: string): Locator =>
  page.getByRole("button", { name, exact: true }).filter({ visible: true });

const select = (page: Page, name: string): Locator =>
  page.getByRole("combobox", { name, exact: true }).filter({ visible: true });

export async function choose(page: Page, name: string, option: string): Promise<void> {
  await select(page, name).selectOption({ label: option });
}

export async function expectChosen(page: Page, name: string, option: string): Promise<void> {
  await expect(select(page, name).locator("option:checked")).toHaveText(option);
}

/** Fills in the form; what is left out stays as it is. */
export async function enter(
  page: Page,
  { selects = {}, texts = {} }: { selects?: Record<string, string>; texts?: Record<string, string> },
): Promise<void> {
  for (const [name, option] of Object.entries(selects)) await choose(page, name, option);
  for (const [label, text] of Object.entries(texts)) await field(page, label).fill(text);
}

export async function submit(page: Page, name: string, message: string): Promise<void> {
  await button(page, name).click();
  await expectMessage(page, message);
}

export const expectMessage = (page: Page, text: string): Promise<void> =>
  expect(page.getByTestId("message")).toHaveText(text);

export const transaction = (page: Page, text: string): Locator =>
  page.getByTestId("transaction").filter({ hasText: text });

/** Texts that hold these words in this order, whatever stands between them. */
export const inOrder = (...words: string[]): RegExp =>
  new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(".*"), "s");

/** Goes on by months until this one is shown. */
export async function goToMonth(page: Page, direction: "Previous month" | "Next month", month: string) {
  const shown = page.getByTestId("budget-month");
  for (let step = 0; step < 12; step += 1) {
    const before = (await shown.innerText()).trim();
    if (before === month) return;
    await button(page, direction).click();
    await expect(shown).not.toHaveText(before);
  }
  await expect(shown).toHaveText(month);
}

/** What is shown of an envelope, in cents. */
export async function expectEnvelope(
  page: Page,
  category: string,
  cents: Partial<Record<"carried" | "spent" | "available", number>>,
): Promise<void> {
  const envelope = page.getByTestId("envelope").filter({ hasText: category });
  for (const [figure, value] of Object.entries(cents))
    await expect(envelope.getByTestId(figure), `${figure} of ${category}`).toHaveText(money(value));
}

export const expectBalances = (page: Page, cents: readonly number[]): Promise<void> =>
  expect(page.getByTestId("balance")).toHaveText(cents.map(money));

export const expectToBudget = (page: Page, cents: number): Promise<void> =>
  expect(page.getByTestId("to-budget"), "to budget").toHaveText(money(cents));

export const readStored = (page: Page): Promise<any> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "null"), KEY);
