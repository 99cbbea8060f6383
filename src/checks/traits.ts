import type { CheckTraits } from "../core/check.ts";
import { isBeside } from "../core/task.ts";
import { checkKinds } from "./registry.ts";

/** What the runner wants to know of a kind of check. */
export function traitsOf(kind: string): CheckTraits {
  const found = checkKinds.find(({ key }) => key === kind);
  return {
    readsWorkspace: found?.readsWorkspace === true,
    readsServices: found?.readsServices === true,
    runsBeside: isBeside(checkKinds, kind),
  };
}
