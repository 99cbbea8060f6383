import { type Cookie, parseCookie } from "undici";

/** The cookies that one app has set, kept where its page cannot keep them. */
export interface CookieJar {
  /** Takes in what an answer to a path sets. */
  readonly take: (setCookies: readonly string[], path: string) => void;
  /** The header of a request for a path; null where no cookie is for it. */
  readonly headerFor: (path: string) => string | null;
}

/** More cookies than any browser keeps of one site are not kept. */
const MAX_COOKIES = 180;
const MAX_COOKIE_CHARACTERS = 4_096;

interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly expiresMs: number;
}

/** RFC 6265 for one host that is reached by nobody else: domains, `Secure` and `SameSite` make no difference. */
export function createCookieJar(now: () => number): CookieJar {
  const kept = new Map<string, KeptCookie>();
  return {
    take: (setCookies, requestPath) => {
      for (const { name, value, path, ...age } of setCookies.flatMap((line) => parseCookie(line) ?? [])) {
        const cookie = {
          name,
          value,
          path: path?.startsWith("/") === true ? path : folderOf(requestPath),
          expiresMs: toExpiry(age, now()),
        };
        const key = JSON.stringify([name, cookie.path]);
        kept.delete(key);
        const isLong = name.length + value.length > MAX_COOKIE_CHARACTERS;
        if (cookie.expiresMs > now() && !isLong && kept.size < MAX_COOKIES) kept.set(key, cookie);
      }
    },
    headerFor: (path) => {
      const fitting = [...kept.values()]
        .filter((cookie) => cookie.expiresMs > now() && isBelow(path, cookie.path))
        .toSorted((a, b) => b.path.length - a.path.length);
      return fitting.length === 0 ? null : fitting.map(({ name, value }) => `${name}=${value}`).join("; ");
    },
  };
}

function toExpiry({ expires, maxAge }: Pick<Cookie, "expires" | "maxAge">, nowMs: number): number {
  if (maxAge !== undefined) return nowMs + maxAge * 1_000;
  return expires === undefined ? Infinity : Number(expires);
}

/** RFC 6265, 5.1.4. */
function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end <= 0 ? "/" : path.slice(0, end);
}

const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
