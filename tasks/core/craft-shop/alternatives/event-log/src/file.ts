import json from "../assets/shop.json";

export interface Variant {
  sku: string;
  glaze: string;
  size: string;
  price: number;
  weight: number;
  stock: number;
  name: string;
  productId: string;
  setOf: number;
  perOrder: number;
}

export const shop = json;
export const variants: Variant[] = json.products.flatMap(({ id, name, setOf, perOrder, variants: own }) =>
  own.map((variant) => ({ ...variant, name, productId: id, setOf, perOrder: perOrder ?? Infinity })),
);
export const bySku: Record<string, Variant> = Object.fromEntries(variants.map((each) => [each.sku, each]));
export const hueOf = (glaze: string): string => json.glazes.find((each) => each.name === glaze)!.colour;

export const money = (cents: number): string =>
  `€${(cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
export const longDay = (at: number): string =>
  new Date(at).toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" });
