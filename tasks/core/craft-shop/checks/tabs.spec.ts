import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import {
  add,
  button,
  card,
  choose,
  CUSTOMER,
  expectLedger,
  expectOnHand,
  expectOrder,
  fillCheckout,
  inventoryRow,
  order,
} from "./shop.ts";

test.use({ actionTimeout: 10_000 });

const CHANGED = "Your cart has changed. Check it before you order.";
const RESTOCKED = Number(process.env["RESTOCKED"]);

/** A tab in the background, which hears of changes late: here, never. */
async function openDeafTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true });
  });
  return page;
}

const readStorage = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify(Object.entries(localStorage).toSorted()));

/** Waits until the browser has brought to one tab what another one has stored. */
async function sync(from: Page, to: Page): Promise<void> {
  await expect.poll(async () => (await readStorage(to)) === (await readStorage(from))).toBe(true);
}

async function changeStock(
  page: Page,
  sku: string,
  verb: "Restock" | "Correct",
  pieces: number,
): Promise<void> {
  await button(inventoryRow(page, sku), new RegExp(`^${verb}`)).click();
  if (verb === "Restock") {
    await page.getByLabel("Pieces", { exact: true }).fill(String(pieces));
    await button(page, /^Add to stock/).click();
  } else {
    await page.getByLabel("Counted pieces", { exact: true }).fill(String(pieces));
    await page.getByLabel("Reason", { exact: true }).fill("Counted again");
    await button(page, /^Save correction/).click();
  }
}

test("a reload changes nothing, and what cannot be read counts as nothing", async ({ page }) => {
  await order(page, { "MUG-CEL-S": 2, "PLN-IRO-M": 1 }, 1001);
  await page.goto("/#/keeper/inventory");
  await changeStock(page, "JAR-COB", "Restock", RESTOCKED);
  await page.goto("/#/");
  await add(page, "ESP-TEN", 4);
  await page.goto("/#/cart");
  await page.getByLabel("Discount code", { exact: true }).fill("clay10");
  await button(page, /^Apply/).click();
  await page.getByRole("combobox", { name: /^Delivery/ }).selectOption({ label: "Express" });
  await expect(page.getByTestId("total")).toHaveText("€52.62");

  await page.reload();
  await expect(page.getByTestId("code-message")).toHaveText("CLAY10 applied.");
  await expect(page.getByTestId("total")).toHaveText("€52.62");
  await expect(page.getByTestId("cart-count")).toHaveText("4");
  await expectOnHand(page, { "MUG-CEL-S": 12, "PLN-IRO-M": 4, "JAR-COB": RESTOCKED, "ESP-TEN": 10 });
  await page.goto("/#/keeper/orders/1001");
  await expect(page.getByText(CUSTOMER).first()).toBeVisible();

  await page.goto("/#/");
  const keys = await page.evaluate(() => Object.keys(localStorage));
  expect(keys.filter((key) => !key.startsWith("craft-shop"))).toEqual([]);
  expect(keys.length).toBeGreaterThan(0);
  await page.evaluate((stored) => {
    for (const key of stored) localStorage.setItem(key, '{"cart": [');
  }, keys);
  await page.reload();
  await page.goto("/#/keeper/inventory");
  await expect(page.getByTestId("stock-total")).toHaveText("174");
  await expect(page.getByTestId("cart-count")).toHaveText("0");
  await order(page, { "MUG-CEL-S": 1 }, 1001);
});

test("an order, a shipment and new stock in one tab show in the others", async ({
  page: customer,
  context,
}) => {
  const keeper = await context.newPage();
  const other = await context.newPage();
  await other.goto("/");
  await choose(other, "VAS-TEN-T");
  await expect(card(other, "VAS-TEN-T").getByTestId("stock")).toHaveText("Only 1 left");
  await keeper.goto("/#/keeper/orders");
  await expect(keeper.getByText("No orders yet.")).toBeVisible();

  await customer.goto("/");
  await add(customer, "VAS-TEN-T", 1);
  await expect(other.getByTestId("cart-count")).toHaveText("1");
  await fillCheckout(customer);
  await button(customer, /^Place order/).click();
  await expectOrder(customer, 1001);
  await expect(card(other, "VAS-TEN-T").getByTestId("stock")).toHaveText("Sold out");
  await expect(button(card(other, "VAS-TEN-T"), /^Add to cart/)).toBeDisabled();
  await expect(other.getByTestId("cart-count")).toHaveText("0");
  await keeper.getByRole("link", { name: "Order 1001" }).click();
  await button(keeper, /^Pack/).click();
  await expect(customer.getByTestId("status")).toHaveText("Packed");

  const books = await context.newPage();
  await expectLedger(books, "VAS-TEN-T", ["Sale", "Opening"], 0);
  await keeper.goto("/#/keeper/inventory");
  await changeStock(keeper, "VAS-TEN-T", "Restock", 3);
  await expect(card(other, "VAS-TEN-T").getByTestId("stock")).toHaveText("Only 3 left");
  await expect(books.getByTestId("kind")).toHaveText(["Restock", "Sale", "Opening"]);
  await expect(books.getByTestId("ledger-sum")).toHaveText("3");
  await add(other, "VAS-TEN-T", 3);
  await other.goto("/#/cart");
  await expect(other.getByTestId("cart-line")).toHaveCount(1);
  await expect(other.getByTestId("problem")).toHaveCount(0);
  await changeStock(keeper, "VAS-TEN-T", "Correct", 1);
  await expect(other.getByTestId("problem")).toHaveText("Only 1 in stock.");
});

test("the last piece is sold once, even where a tab has heard of nothing", async ({
  page: first,
  context,
}) => {
  await first.goto("/");
  await add(first, "VAS-TEN-T", 1);
  const second = await openDeafTab(context);
  await second.goto("/");
  await choose(second, "VAS-TEN-T");
  const third = await openDeafTab(context);
  await third.goto("/");
  await expect(third.getByTestId("cart-count")).toHaveText("1");
  await fillCheckout(third);
  await fillCheckout(first);
  await button(first, /^Place order/).click();
  await expectOrder(first, 1001);
  await sync(first, second);
  await sync(first, third);

  // A tab that hears in another way than by `storage` may have gone on already.
  const adding = button(card(second, "VAS-TEN-T"), /^Add to cart/);
  if (await adding.isEnabled()) {
    await adding.click();
    await expect(second.getByTestId("message")).toHaveText("Sold out.");
  }
  await expect(second.getByTestId("cart-count")).toHaveText("0");
  const placing = button(third, /^Place order/);
  if (await placing.isVisible()) await placing.click();
  await expect(third.getByText(CHANGED).or(third.getByText("Your cart is empty.")).first()).toBeVisible();

  await first.goto("/#/orders");
  await expect(first.getByTestId("order")).toHaveCount(1);
  await expectOnHand(first, { "VAS-TEN-T": 0 });
  await expectLedger(first, "VAS-TEN-T", ["Sale", "Opening"], 0);
});

test("an order is refused where the stock has fallen, and the cart says why", async ({
  page: keeper,
  context,
}) => {
  const customer = await openDeafTab(context);
  await customer.goto("/");
  await add(customer, "BOW-TEN-L", 2);
  await fillCheckout(customer);
  await keeper.goto("/#/keeper/inventory");
  await changeStock(keeper, "BOW-TEN-L", "Correct", 1);
  await expect(inventoryRow(keeper, "BOW-TEN-L").getByTestId("on-hand")).toHaveText("1");
  await sync(keeper, customer);

  await button(customer, /^Place order/).click();
  await expect(customer.getByTestId("message")).toHaveText(CHANGED);
  expect(new URL(customer.url()).hash).toBe("#/checkout");
  await customer.goto("/#/cart");
  await expect(customer.getByTestId("problem")).toHaveText("Only 1 in stock.");
  await customer
    .getByTestId("cart-line")
    .getByLabel(/^\s*Quantity/)
    .fill("1");
  await customer.keyboard.press("Enter");
  await expect(customer.getByTestId("problem")).toHaveCount(0);
  await fillCheckout(customer);
  await button(customer, /^Place order/).click();
  await expectOrder(customer, 1001);
  await expectOnHand(keeper, { "BOW-TEN-L": 0 });
});

test("a tab that has heard of nothing undoes nothing", async ({ page: customer, context }) => {
  const keeper = await openDeafTab(context);
  await keeper.goto("/#/keeper/inventory");
  await expect(inventoryRow(keeper, "ESP-ASH").getByTestId("on-hand")).toHaveText("18");
  await order(customer, { "ESP-ASH": 4 }, 1001);
  await sync(customer, keeper);

  await changeStock(keeper, "ESP-ASH", "Restock", RESTOCKED);
  await expect(inventoryRow(keeper, "ESP-ASH").getByTestId("on-hand")).toHaveText(String(14 + RESTOCKED));
  await expectOnHand(customer, { "ESP-ASH": 14 + RESTOCKED });
  await expectLedger(customer, "ESP-ASH", ["Restock", "Sale", "Opening"], 14 + RESTOCKED);
  await customer.goto("/#/orders");
  await expect(customer.getByTestId("order")).toHaveCount(1);
});
