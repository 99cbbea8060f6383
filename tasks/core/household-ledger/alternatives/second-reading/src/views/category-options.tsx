import type { Ledger } from "../ledger.ts";

/** No category and all categories as options of a select. */
export function CategoryOptions({ ledger }: { readonly ledger: Ledger }) {
  return (
    <>
      <option value="">Uncategorised</option>
      {ledger.categories.map((category) => (
        <option key={category}>{category}</option>
      ))}
    </>
  );
}
