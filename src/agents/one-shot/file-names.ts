/** A path with an extension (or a well-known name), without spaces: what models write for a file. */
const PATH = String.raw`(?:[\w.@-]+\/)*[\w.@-]+\.[A-Za-z0-9]{1,8}|(?:[\w.@-]+\/)*(?:Dockerfile|Makefile|LICENSE)`;

/** What stands before a name in a line about it: the marks of a quote, a heading, a list or bold text, and a list's number. */
const LEADING = /^[\s#>*-]*(?:\d+[.)]\s+)?[\s#>*-]*/;
const IN_LINE = new RegExp(
  String.raw`^(?:file(?:name)?\s*:?\s*)?[\`*"'\s]*(${PATH})[\`*"'\s:]*(?:\([^()]*\))?[\`*"'\s:]*$`,
  "i",
);
const GIVEN = new RegExp(String.raw`(?:path|file|filename|name|title)\s*[=:]\s*["']?(${PATH})["']?`, "i");
const PLAIN = new RegExp(String.raw`^(?:[\w+-]+[\s:]+)?["'{(]?(${PATH})["'})]?$`);
const IN_COMMENT = new RegExp(
  String.raw`^\s*(?:\/\/|#|<!--|\/\*)\s*(?:file(?:name)?\s*:\s*)?(${PATH})\s*(?:-->|\*\/)?\s*$`,
  "i",
);

/** The name in what stands after a fence: `html index.html`, `html path=…`, `html:index.html`. */
export const nameInInfo = (info: string): string | null =>
  GIVEN.exec(info)?.[1] ?? PLAIN.exec(info)?.[1] ?? null;

/** A line that is about one file: bold, a heading, code, or `File:`; a sentence that mentions one is not. */
export const nameInLine = (line: string): string | null =>
  IN_LINE.exec(line.replace(LEADING, ""))?.[1] ?? null;

export const nameInComment = (line: string): string | null => IN_COMMENT.exec(line)?.[1] ?? null;
