import { createHmac, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Rater } from "../../../arena/site/to-vote.ts";
import { unnamedRater } from "../../../core/arena-errors.ts";

/** Where a rater's browser keeps who he is, if no proxy tells. */
const COOKIE = "buildoff-rater";
const COOKIE_SECONDS = 400 * 24 * 60 * 60;
const HASH_CHARACTERS = 32;

/** Who a request comes from: hashes that only this arena's secret makes. */
export interface Raters {
  /** A browser that comes for the first time is given a name. @throws UserError `unnamed-rater` */
  readonly identify: (context: Context) => Rater;
  /** What the pages of this arena send with every request, the same after the server was started again. */
  readonly token: string;
}

export interface RaterOptions {
  /** Of the arena: without it a hash says nothing. */
  readonly secret: Buffer;
  /** A header in which a sign-in proxy names the rater; null: there is no proxy. */
  readonly header: string | null;
}

export function createRaters({ secret, header }: RaterOptions): Raters {
  const hash = (what: string, text: string): string =>
    createHmac("sha256", secret).update(`${what}\n${text}`).digest("hex").slice(0, HASH_CHARACTERS);
  return {
    token: hash("token", ""),
    identify: (context) => {
      if (header === null) return { id: hash("rater", cookieOf(context)), origin: null };
      const name = context.req.header(header)?.trim() ?? "";
      if (name === "") throw unnamedRater(header);
      // The last address is the one that the proxy itself saw; whatever stands before it, the rater may have written.
      const address = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
      const origin = address === undefined || address === "" ? null : hash("origin", address);
      return { id: hash("signed in", name), origin };
    },
  };
}

function cookieOf(context: Context): string {
  const known = getCookie(context, COOKIE);
  if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known;
  const made = randomBytes(16).toString("hex");
  setCookie(context, COOKIE, made, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    maxAge: COOKIE_SECONDS,
  });
  return made;
}

/** The arena's secret, made at its first use. */
export async function loadSecret(file: string): Promise<Buffer> {
  await writeFile(file, `${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  return Buffer.from((await readFile(file, "utf8")).trim(), "hex");
}
