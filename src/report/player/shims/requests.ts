import { resolveAddress, toPath } from "../files/address.ts";
import type { AppFiles } from "../files/app-files.ts";
import { toMediaType } from "../files/media-types.ts";

export interface RequestParts {
  readonly files: AppFiles;
  readonly base: () => string;
}

/** What the app's own server would answer. */
interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Requests of the app's own files are answered from what it brings; all others the browser refuses. */
export function shimRequests(page: Window & typeof globalThis, parts: RequestParts): void {
  const nativeFetch = page.fetch.bind(page);
  page.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const path = toPath(address, parts.base());
    if (path === null) return nativeFetch(input, init);
    (init?.signal ?? (input instanceof Request ? input.signal : null))?.throwIfAborted();
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    const { status, statusText, type, body } = reply(parts.files, path, method);
    const headers = { "content-type": type, "content-length": String(body.length) };
    const response = new Response(method === "HEAD" ? null : body, { status, statusText, headers });
    Object.defineProperty(response, "url", { value: resolveAddress(address, parts.base())?.href });
    return response;
  };
  page.XMLHttpRequest = createRequestClass(page.XMLHttpRequest, parts);
}

function reply(files: AppFiles, path: string, method: string): Reply {
  const refuse = (status: number, statusText: string): Reply => ({
    status,
    statusText,
    type: "text/plain; charset=utf-8",
    body: Uint8Array.from(new TextEncoder().encode(`${statusText.toLowerCase()}\n`)),
  });
  if (method !== "GET" && method !== "HEAD") return refuse(405, "Method Not Allowed");
  if (!files.has(path)) return refuse(404, "Not Found");
  return { status: 200, statusText: "OK", type: toMediaType(path), body: files.bytes(path) };
}

/** The browser's own requests, of a blob that holds the reply; only the status of a refusal must be said for them. */
function createRequestClass(
  Native: typeof XMLHttpRequest,
  { files, base }: RequestParts,
): typeof XMLHttpRequest {
  return class extends Native {
    #reply: Reply | null = null;

    override open(method: string, url: string | URL, ...rest: unknown[]): void {
      const path = toPath(String(url), base());
      this.#reply = path === null ? null : reply(files, path, method.toUpperCase());
      const address = this.#reply === null ? url : toBlobAddress(this.#reply);
      const isAsync = rest[0] !== false;
      if (this.#reply === null) super.open(method, address, isAsync);
      else super.open("GET", address, isAsync);
    }

    override send(body?: XMLHttpRequestBodyInit | null): void {
      super.send(this.#reply === null ? (body ?? null) : null);
    }

    override get status(): number {
      return super.status === 200 && this.#reply !== null ? this.#reply.status : super.status;
    }

    override get statusText(): string {
      return super.status === 200 && this.#reply !== null ? this.#reply.statusText : super.statusText;
    }
  };
}

const toBlobAddress = ({ body, type }: Reply): string => URL.createObjectURL(new Blob([body], { type }));
