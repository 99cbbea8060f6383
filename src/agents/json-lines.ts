/** A line that is longer is no message of any agent's program. */
const MAX_LINE_CHARACTERS = 16 * 1024 ** 2;

/** Cuts a stream of bytes into lines of JSON, as they come. */
export interface JsonLines {
  readonly take: (chunk: Uint8Array) => void;
  /** For the last line, where it has no end. */
  readonly flush: () => void;
}

export function createJsonLines(
  onValue: (value: unknown) => void,
  onText: (line: string) => void,
): JsonLines {
  const decoder = new TextDecoder();
  let pending = "";
  const finish = (line: string): void => {
    if (line.trim() === "") return;
    const value = parse(line);
    if (value === undefined) onText(line);
    else onValue(value);
  };
  const add = (text: string): void => {
    const lines = text.split("\n");
    pending += lines[0];
    for (const line of lines.slice(1)) {
      finish(pending);
      pending = line;
    }
    if (pending.length <= MAX_LINE_CHARACTERS) return;
    onText(pending);
    pending = "";
  };
  return {
    take: (chunk) => add(decoder.decode(chunk, { stream: true })),
    flush: () => {
      add(`${decoder.decode()}\n`);
    },
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
