import { bodiesChunk } from "../../model/chunk-names.ts";
import type { TranscriptBodies } from "../../model/transcript.ts";
import type { ChunkStore } from "./chunks.ts";

export interface PiecesOfTranscript {
  readonly chunks: ChunkStore;
  /** Of the transcript's chunk. */
  readonly name: string;
  readonly pieces: number;
  /** Whether they stay in memory once they were read. */
  readonly areKept: boolean;
}

/** The bodies of a transcript, piece by piece. @throws Error where a piece is not there */
export async function* readPieces({
  chunks,
  name,
  pieces,
  areKept,
}: PiecesOfTranscript): AsyncGenerator<TranscriptBodies> {
  for (let piece = 0; piece < pieces; piece += 1) {
    const chunk = bodiesChunk(name, piece);
    try {
      yield await chunks.load<TranscriptBodies>(chunk);
    } finally {
      if (!areKept) chunks.forget((one) => one === chunk);
    }
  }
}
