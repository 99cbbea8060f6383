import type { Customer } from "./state.ts";

export type CustomerErrors = Partial<Record<keyof Customer, string>>;

const RULES: Record<keyof Customer, { readonly pattern: RegExp; readonly error: string }> = {
  name: { pattern: /\S/, error: "Enter your name." },
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, error: "Enter an email address." },
  street: { pattern: /\S/, error: "Enter your street." },
  postcode: { pattern: /^\d{5}$/, error: "Enter a postcode of five digits." },
  town: { pattern: /\S/, error: "Enter your town." },
};

/** What was typed without the spaces around it. */
export function trimCustomer(customer: Customer): Customer {
  return Object.fromEntries(
    Object.entries(customer).map(([field, text]: [string, string]) => [field, text.trim()]),
  ) as unknown as Customer;
}

/** What is wrong with each field; empty where all is right. */
export function checkCustomer(customer: Customer): CustomerErrors {
  const fields = Object.keys(RULES) as (keyof Customer)[];
  return Object.fromEntries(
    fields
      .filter((field) => !RULES[field].pattern.test(customer[field]))
      .map((field) => [field, RULES[field].error]),
  );
}
