import { type TrialEvent, TrialEventSchema } from "../../core/event.ts";
import { bodiesChunk } from "../model/chunk-names.ts";
import type { EntryBody, TranscriptIndex } from "../model/transcript.ts";
import type { Chunk } from "./chunk.ts";
import { createTimeline } from "./timeline.ts";

/** Characters of bodies that fill one piece: what opening an entry loads. */
const PIECE_CHARACTERS = 250_000;

/**
 * A transcript's pieces one after the other, and its index last: at no time is more of it in memory than the titles, the calls
 * that wait for their answers, and a piece.
 * @param name of the transcript's chunk
 */
export async function* toTranscriptChunks(
  name: string,
  tryNumber: number,
  events: AsyncIterable<TrialEvent>,
): AsyncGenerator<Chunk> {
  const pieces = createPieces(name);
  const timeline = createTimeline({ keep: pieces.keep });
  for await (const line of events) {
    // A run may be sent by somebody, and a line of it be anything.
    const event = TrialEventSchema.safeParse(line);
    if (event.success) timeline.add(event.data);
    yield* pieces.takeFull();
  }
  timeline.end();
  pieces.close();
  yield* pieces.takeFull();
  const index: TranscriptIndex = { tryNumber, ...timeline.result(), pieces: pieces.count() };
  yield { name, content: index };
}

/** Bodies by the piece that they are in: one is full with the body that fills it. */
function createPieces(name: string) {
  const full: Chunk[] = [];
  let piece: Record<number, EntryBody> = {};
  let characters = 0;
  let count = 0;
  const fill = (): void => {
    full.push({ name: bodiesChunk(name, count), content: piece });
    count += 1;
    piece = {};
    characters = 0;
  };
  return {
    keep: (n: number, body: EntryBody): number => {
      const own = count;
      piece[n] = body;
      characters += body.parts.reduce((sum, { text }) => sum + text.length, 0);
      if (characters >= PIECE_CHARACTERS) fill();
      return own;
    },
    close: (): void => {
      if (Object.keys(piece).length > 0) fill();
    },
    takeFull: (): Chunk[] => full.splice(0),
    count: () => count,
  };
}
