import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parse } from "parse5";

/** Browsers nest no deeper: a page that does is not read. */
const MOST_DEPTH = 512;

class TooDeepError extends Error {
  override readonly name = "TooDeepError";
}

/** As browsers read it. Null where the page nests deeper than any. */
export function parsePage(html: string): DefaultTreeAdapterTypes.Document | null {
  let depth = 0;
  const onItemPush = (): void => {
    depth += 1;
    if (depth > MOST_DEPTH) throw new TooDeepError("the page nests deeper than any");
  };
  const onItemPop = (): void => {
    depth -= 1;
  };
  try {
    return parse(html, { treeAdapter: { ...defaultTreeAdapter, onItemPush, onItemPop } });
  } catch (error) {
    if (error instanceof TooDeepError) return null;
    throw error;
  }
}
