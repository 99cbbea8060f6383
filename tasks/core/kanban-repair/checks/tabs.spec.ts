import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { addCard, button, card, expectMessage, titles } from "./board.ts";

test.use({ actionTimeout: 5_000 });

test("what is added in two tabs is kept, and appears in both", async ({ context }) => {
  const [first, second] = await openTwice(context);
  await addCard(first, "To do", "From the first tab");
  await expect(titles(second, "To do").last()).toHaveText("From the first tab");

  const field = second.getByLabel("New card in Doing", { exact: true });
  await field.pressSequentially("From the");
  await addCard(first, "Done", "From the first tab again");
  await expect(titles(second, "Done").last()).toHaveText("From the first tab again");
  await expect(field).toHaveValue("From the");
  await expect(field).toBeFocused();
  await second.keyboard.type(" second tab");
  await second.keyboard.press("Enter");
  await expect(titles(first, "Doing").last()).toHaveText("From the second tab");

  for (const page of [first, second]) {
    await page.reload();
    await expect(titles(page, "To do").last()).toHaveText("From the first tab");
    await expect(titles(page, "Doing").last()).toHaveText("From the second tab");
    await expect(titles(page, "Done").last()).toHaveText("From the first tab again");
    await expect(page.getByTestId("card")).toHaveCount(13);
  }
});

test("undo takes back what its own tab did, and nothing else", async ({ context }) => {
  const [first, second] = await openTwice(context);
  await button(first, "Edit Redraw the logo").click();
  await first.getByRole("combobox", { name: "Column", exact: true }).selectOption({ label: "Done" });
  await button(first, "Save").click();
  await expect(titles(second, "Doing")).toHaveText(["Move the mailing list"]);
  await addCard(second, "To do", "Added meanwhile");
  await expect(titles(first, "To do").last()).toHaveText("Added meanwhile");

  await button(first, "Undo").click();
  await expectMessage(first, "Undid the last change.");
  for (const page of [first, second]) {
    await expect(titles(page, "Doing")).toHaveText(["Redraw the logo", "Move the mailing list"]);
    await expect(titles(page, "To do").last()).toHaveText("Added meanwhile");
  }
  await expect(button(first, "Undo")).toBeDisabled();

  await button(second, "Undo").click();
  for (const page of [first, second]) {
    await expect(titles(page, "To do").last()).toHaveText("Set up the newsletter");
    await expect(titles(page, "Doing")).toHaveText(["Redraw the logo", "Move the mailing list"]);
  }
});

test("undo of a title leaves the labels that another tab has given since", async ({ context }) => {
  const [first, second] = await openTwice(context);
  await change(first, "Redraw the logo", "Title", "Redraw the old logo");
  await expect(titles(second, "Doing").first()).toHaveText("Redraw the old logo");
  await change(second, "Redraw the old logo", "Labels", "anniversary");
  await expect(labels(first, "Redraw the old logo")).toHaveText(["anniversary"]);

  await button(first, "Undo").click();
  await expectMessage(first, "Undid the last change.");
  for (const page of [first, second]) {
    await expect(titles(page, "Doing")).toHaveText(["Redraw the logo", "Move the mailing list"]);
    await expect(labels(page, "Redraw the logo")).toHaveText(["anniversary"]);
  }
});

const labels = (page: Page, title: string): Locator => card(page, title).getByTestId("label");

async function change(page: Page, title: string, field: string, value: string): Promise<void> {
  await button(page, `Edit ${title}`).click();
  await page.getByLabel(field, { exact: true }).fill(value);
  await button(page, "Save").click();
}

async function openTwice(context: BrowserContext): Promise<[Page, Page]> {
  const pages: [Page, Page] = [await context.newPage(), await context.newPage()];
  for (const page of pages) {
    await page.goto("/");
    await expect(titles(page, "Doing")).toHaveText(["Redraw the logo", "Move the mailing list"]);
  }
  return pages;
}
