/** SHA-256 in lower-case hex. Passed in, so that core stays free of `node:crypto`. */
export type Sha256 = (data: string | Uint8Array) => string;

/**
 * JSON with object keys sorted at every depth and no white space: equal values give equal bytes.
 * `undefined` members are left out, as in JSON; NaN and the infinities throw, because a result must never hold them.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === "number" && !Number.isFinite(member)) {
      throw new RangeError(`not representable in a result: ${member}`);
    }
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
