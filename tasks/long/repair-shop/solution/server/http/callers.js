import { findSession, findStaff } from "../staff.js";

const COOKIE = "job_book";

/** Who asks: by the cookie of a page, or by HTTP Basic below `/api/`; null where nobody is known. */
export function findCaller(book, request) {
  const [scheme, credentials = ""] = (request.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "basic" && request.url.startsWith("/api/")) {
    const [name, ...pin] = Buffer.from(credentials, "base64").toString("utf8").split(":");
    return findStaff(book, name, pin.join(":"));
  }
  const token = readToken(request);
  return token === null ? null : findSession(book, token);
}

export function readToken(request) {
  const cookies = (request.headers.cookie ?? "").split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || null;
}

export const writeCookie = (token) => `${COOKIE}=${token}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax`;
export const eraseCookie = () => `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
