import type { Ledger } from "../ledger.ts";

/** All accounts as options of a select. */
export function AccountOptions({ ledger }: { readonly ledger: Ledger }) {
  return ledger.accounts.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
