/** Puts another function in the place of one that the browser has. */
export function patch<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  toOther: (native: Owner[Name]) => Owner[Name],
): void {
  owner[name] = toOther(owner[name]);
}
