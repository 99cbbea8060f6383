import { Transform } from "node:stream";

/** Where a document may begin that a tag is put into: behind its doctype, which must stay first. */
const START = /^(?:\u00ef\u00bb\u00bf)?(?:\s|<!--[\s\S]*?-->)*(?:<!doctype[^>]*>)?/i;
const DOCTYPE = "<!doctype";

/** Bytes that are looked at for a doctype; behind so many comments none is looked for. */
const MAX_START_BYTES = 16_384;

/** Puts markup at the start of an HTML document that passes through, before anything of it can run. */
export function insertAtStart(markup: string): Transform {
  let start: Buffer | null = Buffer.alloc(0);
  const insert = (head: Buffer): Buffer => {
    const [found] = START.exec(head.toString("latin1"))!;
    return Buffer.concat([head.subarray(0, found.length), Buffer.from(markup), head.subarray(found.length)]);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (start === null) return done(null, chunk);
      start = Buffer.concat([start, chunk]);
      if (!isDecided(start)) return done();
      const whole = insert(start);
      start = null;
      done(null, whole);
    },
    flush(done) {
      done(null, start === null ? null : insert(start));
    },
  });
}

/** Whether more bytes could still be part of what stands before the place. */
function isDecided(bytes: Buffer): boolean {
  if (bytes.length >= MAX_START_BYTES) return true;
  const text = bytes.toString("latin1");
  const rest = text.slice(START.exec(text)![0].length).toLowerCase();
  if (rest === "") return false;
  return (
    !DOCTYPE.startsWith(rest.slice(0, DOCTYPE.length)) && !rest.startsWith("<!--") && !"<!--".startsWith(rest)
  );
}
