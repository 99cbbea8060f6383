/** Takes texts as long as there is room for them. */
export interface Budget {
  /** The text, or null where there is no room for it. */
  readonly take: (text: string) => string | null;
}

/** @param maxBytes in UTF-8, of all texts together */
export function createBudget(maxBytes: number): Budget {
  let left = maxBytes;
  return {
    take: (text) => {
      const sizeBytes = Buffer.byteLength(text);
      if (sizeBytes > left) return null;
      left -= sizeBytes;
      return text;
    },
  };
}
