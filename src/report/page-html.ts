/** What a page that holds all of itself, or that lies beside its parts, may do: nothing but show them. */
const COMMON_POLICY =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const FOLDER_POLICY = `${COMMON_POLICY}; script-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'`;

const toHead = (title: string, policy: string | null): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${policy === null ? "" : `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`}<meta name="referrer" content="no-referrer">
<title>${escapeText(title)}</title>
`;

/**
 * The page of a report that is a folder, or is served.
 * @param policy null: a server sends its own
 */
export const toFolderPage = (
  title: string,
  policy: string | null,
): string => `${toHead(title, policy)}<link rel="stylesheet" href="assets/viewer.css">
<script defer src="assets/viewer.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;

/** The page of a voting site. @param token what its requests carry */
export const toArenaPage = (
  token: string,
): string => `${toHead("Which one is better?", null)}<meta name="buildoff-token" content="${token}">
<link rel="stylesheet" href="/assets/arena.css">
<script defer src="/assets/arena.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;

export interface SingleFileParts {
  readonly title: string;
  readonly viewer: { readonly script: string; readonly style: string };
  /** Of the script, base64: nothing else on the page may run. */
  readonly scriptHash: string;
}

/** What stands before the chunks of a report that is one file, and what stands behind them. */
export function toSingleFilePage({ title, viewer, scriptHash }: SingleFileParts): {
  head: string;
  tail: string;
} {
  const policy = `${COMMON_POLICY}; script-src 'sha256-${scriptHash}'; img-src data:`;
  return {
    head: `${toHead(title, policy)}<style>${viewer.style}</style>\n</head>\n<body><div id="root"></div>\n`,
    tail: `<script>${viewer.script}</script>\n</body>\n</html>\n`,
  };
}

/**
 * A script as it may stand in a script element: what would end that, or change how it is read, is written in another way that
 * means the same in JavaScript.
 */
export const toEmbeddedScript = (script: string): string =>
  script
    .replaceAll(/<(?=\/script)/gi, "\\x3c")
    .replaceAll("<!--", "\\x3c!--")
    .replaceAll("\r\n", "\n");

const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
