import { expect, type Page, test } from "@playwright/test";
import {
  add,
  button,
  expectLedger,
  expectOnHand,
  expectOrder,
  fillCheckout,
  money,
  orderLine,
  variantOf,
} from "./shop.ts";

test.use({ actionTimeout: 10_000 });

const BOWLS = Number(process.env["BOWLS"]);
const BOWL = "BOW-CEL-S";
const PLATE = "PLA-ASH-S";
const CUP = "ESP-TEN";
const LINES: readonly (readonly [sku: string, quantity: number])[] = [
  [BOWL, BOWLS],
  [PLATE, 3],
  [CUP, 4],
];

/** Places order 1001 with a discount, by express, so that shipping is never free. */
async function orderWith(page: Page, code: string, lines: typeof LINES): Promise<void> {
  await page.goto("/");
  for (const [sku, quantity] of lines) await add(page, sku, quantity);
  await page.goto("/#/cart");
  await page.getByLabel("Discount code", { exact: true }).fill(code);
  await button(page, /^Apply/).click();
  await expect(page.getByTestId("code-message")).toHaveText(`${code} applied.`);
  await page.getByRole("combobox", { name: /^Delivery/ }).selectOption({ label: "Express" });
  await fillCheckout(page);
  await button(page, /^Place order/).click();
  await expectOrder(page, 1001);
}

async function ship(page: Page): Promise<void> {
  await page.goto("/#/keeper/orders/1001");
  await button(page, /^Pack/).click();
  await button(page, /^Ship/).click();
  await expect(page.getByTestId("status")).toHaveText("Shipped");
}

async function giveBack(page: Page, sku: string, pieces: number, fate = "Restock"): Promise<void> {
  await button(orderLine(page, sku), /^Return/).click();
  await page.getByLabel("Pieces", { exact: true }).fill(String(pieces));
  await page.getByRole("combobox", { name: /^What to do with them/ }).selectOption({ label: fate });
  await button(page, /^Book return/).click();
}

async function expectReturned(page: Page, sku: string, pieces: number, refund: number): Promise<void> {
  await expect(orderLine(page, sku).getByTestId("returned")).toHaveText(String(pieces));
  await expect(orderLine(page, sku).getByTestId("refund")).toHaveText(money(refund));
}

/** What each line is worth when it comes back whole: its total without its share of the discount. */
function worthOf(lines: typeof LINES, discount: number): number[] {
  const totals = lines.map(([sku, quantity]) => variantOf(sku).price * quantity);
  const subtotal = totals.reduce((sum, total) => sum + total, 0);
  const shares = totals.map((total) => Math.floor((discount * total) / subtotal));
  const rest = discount - shares.reduce((sum, share) => sum + share, 0);
  return totals.map((total, index) => total - shares[index]! - (index < rest ? 1 : 0));
}

test("piece by piece, and all of it", async ({ page }) => {
  await orderWith(page, "FIRSTPOT", LINES);
  const total = await page.getByTestId("total").textContent();
  await ship(page);
  const [bowls, plates, cups] = worthOf(LINES, 3000) as [number, number, number];
  await expect(page.getByTestId("refunded")).toHaveCount(0);
  await expect(page.getByTestId("returned")).toHaveCount(0);

  await giveBack(page, BOWL, 1);
  await expectReturned(page, BOWL, 1, Math.floor(bowls / BOWLS));
  await expect(page.getByTestId("refunded")).toHaveText(money(Math.floor(bowls / BOWLS)));
  await giveBack(page, BOWL, 2, "Write off");
  const refund = Math.floor((bowls * 3) / BOWLS);
  await expectReturned(page, BOWL, 3, refund);
  await giveBack(page, BOWL, 1);
  const four = Math.floor((bowls * 4) / BOWLS);
  await expectReturned(page, BOWL, 4, four);
  await giveBack(page, PLATE, 2, "Write off");
  const two = Math.floor((plates * 2) / 3);
  await expectReturned(page, PLATE, 2, two);
  await expect(page.getByTestId("refunded")).toHaveText(money(four + two));

  await expectOnHand(page, { [BOWL]: 20 - BOWLS + 2, [PLATE]: 13 });
  await expectLedger(
    page,
    BOWL,
    ["Return", "Write-off", "Return", "Return", "Sale", "Opening"],
    20 - BOWLS + 2,
  );
  await expectLedger(page, PLATE, ["Write-off", "Return", "Sale", "Opening"], 13);

  await page.goto("/#/keeper/orders/1001");
  await giveBack(page, BOWL, BOWLS - 4);
  await expectReturned(page, BOWL, BOWLS, bowls);
  await giveBack(page, PLATE, 1);
  await expectReturned(page, PLATE, 3, plates);
  await giveBack(page, CUP, 4);
  await expectReturned(page, CUP, 4, cups);
  await expect(button(page, /^Return/)).toHaveCount(0);

  const whole = bowls + plates + cups;
  await page.goto("/#/orders/1001");
  await expect(page.getByTestId("refunded")).toHaveText(money(whole));
  await expectReturned(page, PLATE, 3, plates);
  await expect(page.getByTestId("total")).toHaveText(total!);
  await page.reload();
  await expect(page.getByTestId("refunded")).toHaveText(money(whole));
  await expect(button(page, /^Return/)).toHaveCount(0);
  const shipping = await page.getByTestId("shipping").textContent();
  await page.goto("/#/keeper/orders");
  await expect(page.getByTestId("takings")).toHaveText(shipping!);
});

test("no more than was sold, and only from shipped orders", async ({ page }) => {
  const lines = [
    [CUP, 4],
    [BOWL, 2],
  ] as const;
  await orderWith(page, "CLAY10", lines);
  const [cups] = worthOf(lines, 756) as [number];
  await page.goto("/#/keeper/orders/1001");
  await expect(button(page, /^Pack/)).toBeVisible();
  await expect(button(page, /^Return/)).toHaveCount(0);
  await ship(page);

  await button(orderLine(page, CUP), /^Return/).click();
  for (const pieces of ["0", "5", "1.5", ""]) {
    await page.getByLabel("Pieces", { exact: true }).fill(pieces);
    await button(page, /^Book return/).click();
    await expect(page.getByText("Enter a whole number from 1 to 4.").first()).toBeVisible();
    await expect(page.getByLabel("Pieces", { exact: true })).toHaveAttribute("aria-invalid", "true");
  }
  await expect(page.getByTestId("returned")).toHaveCount(0);
  await page.getByLabel("Pieces", { exact: true }).fill("3");
  await button(page, /^Book return/).click();
  await expectReturned(page, CUP, 3, Math.floor((cups * 3) / 4));
  await giveBack(page, CUP, 2);
  await expect(page.getByText("Enter a whole number from 1 to 1.").first()).toBeVisible();
  await expectReturned(page, CUP, 3, Math.floor((cups * 3) / 4));
  await page.getByLabel("Pieces", { exact: true }).fill("1");
  await button(page, /^Book return/).click();
  await expectReturned(page, CUP, 4, cups);
  await expect(button(orderLine(page, CUP), /^Return/)).toHaveCount(0);
  await expectOnHand(page, { [CUP]: 10, [BOWL]: 18 });
});
