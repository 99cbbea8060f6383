import type { IncomingHttpHeaders, OutgoingHttpHeader, OutgoingHttpHeaders } from "node:http";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { createCookieJar } from "./cookie-jar.ts";
import { FRAME_SHIM } from "./frame-shim.ts";
import { insertAtStart } from "./html-start.ts";

/** Where the proxy itself answers, with the script that every page begins with. */
export const SHIM_PATH = "/.buildoff/frame.js";

/** An answer of the app as it goes to the page. */
export interface FramedAnswer {
  readonly headers: OutgoingHttpHeaders;
  /** What the body passes through, in this order. */
  readonly transforms: readonly Transform[];
}

/**
 * What has to be different for an app that a page shows in a sandboxed iframe, where its origin is opaque: to the browser
 * every request is one to somebody else's, and nothing may be kept.
 */
export interface Framing {
  readonly toRequest: (headers: IncomingHttpHeaders, path: string) => IncomingHttpHeaders;
  readonly toAnswer: (
    answer: { readonly statusCode: number; readonly headers: IncomingHttpHeaders },
    path: string,
  ) => FramedAnswer;
  /** What goes with every answer, those of the proxy itself among them. */
  readonly common: OutgoingHttpHeaders;
}

/**
 * Of an answer: what keeps a page out of frames, or its parts out of a page of another origin; and what makes a browser report to
 * an address that no policy keeps it from.
 */
const FORBIDDING: ReadonlySet<string> = new Set([
  "x-frame-options",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-expose-headers",
  "content-security-policy",
  "content-security-policy-report-only",
  "report-to",
  "reporting-endpoints",
  "nel",
  "set-cookie",
]);
/** Of an answer whose body is changed. */
const OF_BODY: ReadonlySet<string> = new Set(["content-length", "content-encoding", "etag"]);
/** Of a request: what a browser says of an opaque origin, and what it has kept of other apps at this address. */
const OF_ORIGIN: ReadonlySet<string> = new Set(["origin", "cookie"]);

const without = <Value>(
  headers: Readonly<Record<string, Value>>,
  names: ReadonlySet<string>,
): Record<string, Value> => Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)));

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * @param own the origin that browsers find the proxy at
 * @param ancestors origins of the pages that may show the app
 */
export function createFraming(own: string, ancestors: readonly string[]): Framing {
  const jar = createCookieJar(Date.now);
  const common = {
    "access-control-allow-origin": "null",
    "access-control-allow-credentials": "true",
    "cross-origin-resource-policy": "cross-origin",
  };
  const policy = toPolicy(own, ancestors);
  return {
    common,
    toRequest: (headers, path) => {
      const cookie = jar.headerFor(pathnameOf(path));
      return {
        ...without(headers, OF_ORIGIN),
        "accept-encoding": "identity",
        ...(cookie === null ? {} : { cookie }),
      };
    },
    toAnswer: ({ statusCode, headers }, path) => {
      const { "set-cookie": setCookies = [], "content-security-policy": policies } = headers;
      jar.take(setCookies, pathnameOf(path));
      const framed = {
        ...without<OutgoingHttpHeader | undefined>(headers, FORBIDDING),
        ...common,
        "access-control-expose-headers": Object.keys(headers).join(", "),
        "content-security-policy": [
          ...(policies === undefined ? [] : toFramedPolicies(policies, own)),
          policy,
        ].join(", "),
      };
      return isHtml(statusCode, headers)
        ? startWithShim(framed, headers)
        : { headers: framed, transforms: [] };
    },
  };
}

/** The answer to a request that asks whether another one may be sent. */
export const toPreflight = (asked: IncomingHttpHeaders): OutgoingHttpHeaders => ({
  "access-control-allow-methods": asked["access-control-request-method"] ?? "GET",
  "access-control-allow-headers": asked["access-control-request-headers"] ?? "",
  "access-control-max-age": "600",
});

const pathnameOf = (path: string): string => path.split(/[?#]/, 1)[0]!;

const isHtml = (statusCode: number, headers: IncomingHttpHeaders): boolean =>
  statusCode !== 206 && /^(text\/html|application\/xhtml\+xml)\b/i.test(headers["content-type"] ?? "");

/** Names the proxy's address in so many words, whatever a browser takes an opaque origin's 'self' for. */
function toPolicy(own: string, ancestors: readonly string[]): string {
  const sources = `'self' ${own} ${own.replace(/^http/, "ws")}`;
  return [
    `default-src ${sources} 'unsafe-inline' 'unsafe-eval' data: blob:`,
    `form-action ${sources}`,
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(" ")}`,
    "sandbox allow-scripts allow-forms allow-modals allow-downloads",
  ].join("; ");
}

/** Of an app's own policy: who may show it, and whom the browser reports to. */
const LEFT_OUT: ReadonlySet<string> = new Set(["frame-ancestors", "report-uri", "report-to", ""]);

/** The app's own policy lets the shim in, and says nothing of who shows the app. */
function toFramedPolicies(policies: string | readonly string[], own: string): string[] {
  const source = `${own}${SHIM_PATH}`;
  return [policies]
    .flat()
    .flatMap((header) => header.split(","))
    .map((policy) => {
      const directives = policy.split(";").map((directive) => directive.trim().split(/\s+/));
      const names = directives.map(([name = ""]) => name.toLowerCase());
      const ruling = ["script-src-elem", "script-src", "default-src"].find((name) => names.includes(name));
      return directives
        .filter((_, index) => !LEFT_OUT.has(names[index]!))
        .map((directive) => {
          const isRuling = directive[0]!.toLowerCase() === ruling;
          return [...directive, ...(isRuling ? [source] : [])].filter(
            (word) => !isRuling || word !== "'none'",
          );
        })
        .map((words) => words.join(" "))
        .join("; ");
    })
    .filter((policy) => policy !== "");
}

function startWithShim(
  framed: OutgoingHttpHeaders,
  { "content-encoding": encoding = "identity" }: IncomingHttpHeaders,
): FramedAnswer {
  const start = insertAtStart(`<script src="${SHIM_PATH}"></script>`);
  const headers = without(framed, OF_BODY);
  if (encoding === "identity") return { headers, transforms: [start] };
  const decode = DECODERS[encoding.toLowerCase()];
  // What nobody here can read goes on as it is.
  return decode === undefined
    ? { headers: framed, transforms: [] }
    : { headers, transforms: [decode(), start] };
}

export const shimAnswer = {
  body: FRAME_SHIM,
  headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-store" },
} as const;
