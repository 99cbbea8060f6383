import { expect, type Locator, type Page } from "@playwright/test";

export const KEY = "lanes.board";

/** What a fresh browser has stored: for `test.use({ storageState: storing(board) })`. */
export const storing =
  (board: unknown) =>
  async ({ baseURL }: { baseURL?: string }, use: (state: StorageState) => Promise<void>): Promise<void> => {
    const origin = new URL(baseURL!).origin;
    await use({
      cookies: [],
      origins: [{ origin, localStorage: [{ name: KEY, value: JSON.stringify(board) }] }],
    });
  };

interface StorageState {
  cookies: [];
  origins: { origin: string; localStorage: { name: string; value: string }[] }[];
}

export const makeCard = (id: string, title: string, given: object = {}) => ({
  id,
  title,
  notes: "",
  labels: [],
  due: null,
  created: "2025-11-03T08:30:00.000Z",
  ...given,
});

export const column = (page: Page, title: string): Locator =>
  page.getByRole("region", { name: title, exact: true });

export const titles = (page: Page, title: string): Locator =>
  column(page, title).getByTestId("card-title").filter({ visible: true });

export const card = (page: Page, title: string): Locator =>
  page.getByTestId("card").filter({
    visible: true,
    has: page.getByTestId("card-title").filter({ hasText: new RegExp(String.raw`^\s*${title}\s*$`) }),
  });

export async function addCard(page: Page, columnTitle: string, title: string): Promise<void> {
  await page.getByLabel(`New card in ${columnTitle}`, { exact: true }).fill(title);
  await page.keyboard.press("Enter");
}

export const button = (page: Page, name: string): Locator =>
  page.getByRole("button", { name, exact: true }).filter({ visible: true });

export const expectMessage = (page: Page, text: string): Promise<void> =>
  expect(page.getByTestId("message")).toHaveText(text);

export const readStored = (page: Page): Promise<any> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "null"), KEY);
