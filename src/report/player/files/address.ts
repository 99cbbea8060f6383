/** Where an app believes to be: addresses need a host to stand on, and `.invalid` is nobody's (RFC 2606). */
export const APP_ORIGIN = "https://app.invalid";

export function resolveAddress(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** The file of the app that an address names, whether it is there or not; null where it names something else. */
export function toPath(address: string, base: string): string | null {
  const url = resolveAddress(address, base);
  if (url === null || url.origin !== APP_ORIGIN) return null;
  const path = decode(url.pathname).slice(1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

export const toAddress = (path: string): string =>
  `${APP_ORIGIN}/${path.split("/").map(encodePart).join("/")}`;

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Stands in scripts between quotes of either kind. */
const encodePart = (part: string): string => encodeURIComponent(part).replaceAll("'", "%27");
