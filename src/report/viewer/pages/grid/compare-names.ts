const collator = new Intl.Collator(undefined, { numeric: true });

/** As people sort names: "task 9" stands before "task 12". */
export const compareNames = (a: string, b: string): number => collator.compare(a, b);
