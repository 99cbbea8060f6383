import file from "../assets/shop.json";

export interface Variant {
  sku: string;
  glaze: string;
  size: string;
  price: number;
  weight: number;
  stock: number;
}
export interface Product {
  id: string;
  name: string;
  shape: string;
  description: string;
  setOf: number;
  perOrder: number | null;
  variants: Variant[];
}
export interface Discount {
  code: string;
  percent?: number;
  amount?: number;
  minimum: number;
}

export const products = file.products as Product[];
export const discounts = file.discounts as Discount[];
export const shippingRules = file.shipping;
export const lowStock = file.lowStock;
export const glazeColour = (name: string) => file.glazes.find((g) => g.name === name)?.colour ?? "#b9a88f";

export interface Entry extends Variant {
  product: Product;
}
/** All variants, in the order of the file. */
export const variants: Entry[] = products.flatMap((product) =>
  product.variants.map((v) => ({ ...v, product })),
);
export const bySku = new Map(variants.map((v) => [v.sku, v]));
