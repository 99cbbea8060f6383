import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";

interface Variant {
  readonly sku: string;
  readonly glaze: string;
  readonly size: string;
  readonly price: number;
  readonly stock: number;
}

interface Product {
  readonly name: string;
  readonly variants: readonly Variant[];
}

const { products } = JSON.parse(readFileSync(join(__dirname, "../assets/shop.json"), "utf8")) as {
  readonly products: readonly Product[];
};

export const CUSTOMER = process.env["CUSTOMER"]!;

export function variantOf(sku: string): Variant & { readonly product: string } {
  for (const { name, variants } of products) {
    const variant = variants.find((each) => each.sku === sku);
    if (variant !== undefined) return { ...variant, product: name };
  }
  throw new Error(`no variant ${sku}`);
}

/** Cents as the shop writes them. */
export function money(cents: number): string {
  const [whole, fraction] = (cents / 100).toFixed(2).split(".") as [string, string];
  return `€${whole.replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${fraction}`;
}

export const button = (within: Page | Locator, name: RegExp): Locator => within.getByRole("button", { name });
export const card = (page: Page, sku: string): Locator =>
  page.getByTestId("product").filter({ hasText: variantOf(sku).product });
export const inventoryRow = (page: Page, sku: string): Locator =>
  page.getByTestId("variant").filter({ hasText: sku });
export const orderLine = (page: Page, sku: string): Locator =>
  page.getByTestId("order-line").filter({ hasText: sku });

/** Chooses a variant on its card. */
export async function choose(page: Page, sku: string): Promise<void> {
  const { glaze, size } = variantOf(sku);
  const product = card(page, sku);
  await product.getByRole("combobox", { name: /^Glaze/ }).selectOption({ label: glaze });
  await product.getByRole("combobox", { name: /^Size/ }).selectOption({ label: size });
}

/** Adds pieces from the catalogue, which is open already. */
export async function add(page: Page, sku: string, quantity: number): Promise<void> {
  await choose(page, sku);
  await card(page, sku)
    .getByLabel(/^\s*Quantity/)
    .fill(String(quantity));
  await button(card(page, sku), /^Add to cart/).click();
  await expect(page.getByTestId("message")).toHaveText("Added to cart.");
}

/** Opens the checkout and types a good address. */
export async function fillCheckout(page: Page): Promise<void> {
  await page.goto("/#/checkout");
  const fields = {
    Name: CUSTOMER,
    Email: "ann@clay.example",
    Street: "7 Slip Lane",
    Postcode: "40213",
    Town: "Larkhaven",
  };
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
}

export async function expectOrder(page: Page, number: number): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: `Order ${number}`, exact: true })).toBeVisible();
}

/** Orders pieces from the catalogue on. */
export async function order(
  page: Page,
  pieces: Readonly<Record<string, number>>,
  number: number,
): Promise<void> {
  await page.goto("/#/");
  for (const [sku, quantity] of Object.entries(pieces)) await add(page, sku, quantity);
  await fillCheckout(page);
  await button(page, /^Place order/).click();
  await expectOrder(page, number);
}

export async function expectOnHand(page: Page, stock: Readonly<Record<string, number>>): Promise<void> {
  await page.goto("/#/keeper/inventory");
  for (const [sku, pieces] of Object.entries(stock))
    await expect(inventoryRow(page, sku).getByTestId("on-hand")).toHaveText(String(pieces));
}

/** The ledger of one variant, newest first. */
export async function expectLedger(
  page: Page,
  sku: string,
  kinds: readonly string[],
  sum: number,
): Promise<void> {
  await page.goto("/#/keeper/ledger");
  await page.getByRole("combobox", { name: /^Variant/ }).selectOption({ label: sku });
  await expect(page.getByTestId("kind")).toHaveText(kinds);
  await expect(page.getByTestId("ledger-sum")).toHaveText(String(sum));
}
