import file from "../assets/shop.json";

/** What can be bought: one glaze and size of a product. Price in cents, weight in grams. */
export interface Variant {
  readonly sku: string;
  readonly glaze: string;
  readonly size: string;
  readonly price: number;
  readonly weight: number;
  /** Pieces on the shop's first day. */
  readonly stock: number;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly shape: string;
  readonly description: string;
  readonly setOf: number;
  readonly perOrder: number | null;
  readonly variants: readonly Variant[];
}

/** A discount takes off a percentage or an amount of cents. */
export interface Discount {
  readonly code: string;
  readonly percent?: number;
  readonly amount?: number;
  readonly minimum: number;
}

export interface Item extends Variant {
  readonly product: Product;
}

export const products: readonly Product[] = file.products;
const discounts: readonly Discount[] = file.discounts;
export const { shipping, lowStock } = file;

/** All variants, in the order of the file. */
export const items: readonly Item[] = products.flatMap((product) =>
  product.variants.map((variant) => ({ ...variant, product })),
);

const itemsBySku = new Map(items.map((item) => [item.sku, item]));

/** Whatever is stored names variants of the file. */
export function itemOf(sku: string): Item {
  return itemsBySku.get(sku)!;
}

export function isKnown(sku: string): boolean {
  return itemsBySku.has(sku);
}

export function colourOf(glaze: string): string {
  return file.glazes.find(({ name }) => name === glaze)!.colour;
}

export function findDiscount(code: string): Discount | null {
  return discounts.find((discount) => discount.code === code) ?? null;
}
