/** What a field of a form holds; empty where there is no such field, or it holds a file. */
export function readText(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
}
