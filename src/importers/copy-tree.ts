import { cp, lstat, mkdir, realpath } from "node:fs/promises";
import { dirname, sep } from "node:path";
import { unreadableSource } from "../core/import-errors.ts";

/**
 * Copies a file or a folder; links are followed as long as they stay inside the checkout.
 * @throws UserError `unreadable-source` for one that does not
 */
export async function copyTree(checkout: string, from: string, to: string): Promise<void> {
  const root = await realpath(checkout);
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, {
    recursive: true,
    dereference: true,
    filter: async (path) => {
      if (/(?:^|[\\/])node_modules$/.test(path)) return false;
      if (!(await lstat(path)).isSymbolicLink()) return true;
      const real = await realpath(path).catch(() => null);
      if (real !== null && `${real}${sep}`.startsWith(`${root}${sep}`)) return true;
      throw unreadableSource(path, "it is a link that leads out of the checkout, or nowhere");
    },
  });
}
