import { MAX_LINE_CHARACTERS, tooLongLine } from "./lines.ts";
import { openIfThere } from "./regular-file.ts";

/** A line as its bytes are, without its LF. */
export interface ByteLine {
  readonly bytes: Buffer;
  /** False for a last line without LF, as a crash leaves it. */
  readonly isEnded: boolean;
}

const READ_BYTES = 256 * 1024;
const LF = 10;

/**
 * A file's lines as bytes: what is hashed must not have been decoded. A file that is not there has none. Whoever keeps a
 * line copies it.
 * @throws UserError `invalid-result-file` as `readLines` does
 */
export async function* readByteLines(file: string): AsyncGenerator<ByteLine> {
  const handle = await openIfThere(file);
  if (handle === null) return;
  const input = handle.createReadStream({ highWaterMark: READ_BYTES });
  let rest: Buffer[] = [];
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
        const part = chunk.subarray(from, end);
        yield { bytes: rest.length === 0 ? part : Buffer.concat([...rest, part]), isEnded: true };
        rest = [];
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      if (rest.length * READ_BYTES > MAX_LINE_CHARACTERS) throw tooLongLine(file);
    }
    if (rest.length > 0) yield { bytes: Buffer.concat(rest), isEnded: false };
  } finally {
    input.destroy();
  }
}
