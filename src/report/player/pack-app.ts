import type { SandboxFile } from "../../core/sandbox.ts";

/**
 * An app talks to nobody: all it may load is what it brings. Whatever frames it makes, and whoever it sends there, it stays here.
 * WebRTC alone no browser's policy stops: a frame that the app makes has it, though the app's own page has not (shims/workers.ts).
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob: data:",
  "style-src 'unsafe-inline' blob: data:",
  "img-src blob: data:",
  "media-src blob: data:",
  "font-src blob: data:",
  "connect-src blob: data:",
  "worker-src blob: data:",
  "form-action 'none'",
  "base-uri https://app.invalid",
].join("; ");

/** Of all files together: what a browser can still hold, as base64 and decoded. */
const MAX_APP_BYTES = 60_000_000;
const TOO_LARGE =
  '<!doctype html><meta charset="utf-8"><title>Too large</title><p style="font:16px system-ui">The files of this app are too large to be played in a page. <code>buildoff open</code> starts it in a sandbox.</p>';

/**
 * An app as one page that needs no server: its files as data, and the script that plays them (`main.ts`, built). It belongs in a
 * frame with `sandbox="allow-scripts allow-forms allow-pointer-lock"`, and refuses to play anywhere else. Nothing of the app is
 * parsed here: its bytes are base64, and its paths are JSON without a `<`. Of one that is too large, the page says so.
 */
export function packApp(files: readonly SandboxFile[], player: string): string {
  const sizeBytes = files.reduce((sum, { content }) => sum + content.length, 0);
  const played =
    sizeBytes <= MAX_APP_BYTES ? files : [{ path: "index.html", content: Buffer.from(TOO_LARGE) }];
  const entries = played.map(({ path, content }) => `[${escapeJson(path)},"${toBase64(content)}"]`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<title>The app</title>
<body>
<script type="application/json" id="files">[${entries.join(",")}]</script>
<script id="player">${escapeScript(player)}</script>
</body>
</html>
`;
}

const escapeJson = (text: string): string => JSON.stringify(text).replaceAll("<", "\\u003c");

/** What would end a script element, or change how it is read, stands in strings alone: there it can be written otherwise. */
const escapeScript = (script: string): string => script.replaceAll(/<(?=\/script|!--)/gi, "\\x3c");

function toBase64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}
