export const compareNames = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
