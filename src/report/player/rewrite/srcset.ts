import type { Find } from "./style.ts";

/** The images of a `srcset`, each with its width or density. */
export const rewriteSrcset = (srcset: string, find: Find): string =>
  srcset.replaceAll(
    /([^\s,]\S*[^\s,]|[^\s,])(\s+[^,]*)?(,|$)/g,
    (whole, address: string, size = "", comma = "") => {
      const found = find(address);
      return found === null ? whole : `${found}${size}${comma}`;
    },
  );
