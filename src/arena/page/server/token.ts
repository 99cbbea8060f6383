/** What only this server's own page knows; every request shows it. */
export const readToken = (page: ParentNode): string =>
  page.querySelector<HTMLMetaElement>('meta[name="buildoff-token"]')?.content ?? "";

/** The token of a server that was started anew since the page was loaded; null where there is no page of it. */
export async function askToken(signal: AbortSignal): Promise<string | null> {
  const response = await fetch("/", { signal, cache: "no-store" });
  if (!response.ok) return null;
  const token = readToken(new DOMParser().parseFromString(await response.text(), "text/html"));
  return token === "" ? null : token;
}
