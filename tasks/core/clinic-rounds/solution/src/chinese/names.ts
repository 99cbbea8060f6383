const collator = new Intl.Collator("zh-CN-u-co-pinyin");

/** By pinyin. */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);
