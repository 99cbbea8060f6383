import { toChunkScript, type Chunk } from "../../report/feed/chunk.ts";
import { readAppFiles } from "../../report/feed/find-app.ts";
import { INDEX_CHUNK, LEADERBOARD_CHUNK } from "../../report/model/chunk-names.ts";
import { packApp } from "../../report/player/pack-app.ts";
import type { LiveSource } from "./live-source.ts";

/** Parts of the report by their addresses, made when they are asked for. Null: there is no such part. */
export interface Parts {
  /** @param name such as `trial/0/3` */
  readonly script: (name: string) => Promise<string | null>;
  readonly picture: (run: number, trial: number, file: string) => Promise<Uint8Array | null>;
  readonly app: (run: number, trial: number, turn: number, player: string) => Promise<string | null>;
}

/** Each is made as one comes to it, which takes its time. */
function findChunk(chunks: Iterable<Chunk>, name: string): Chunk | null {
  for (const chunk of chunks) if (chunk.name === name) return chunk;
  return null;
}

export function createParts(live: LiveSource): Parts {
  let transcript: { readonly name: string; readonly chunks: ReadonlyMap<string, Chunk> } | null = null;
  const readTranscript = async (numbers: readonly number[]): Promise<ReadonlyMap<string, Chunk>> => {
    const [run, trial, tryNumber] = numbers as [number, number, number];
    const { source } = await live.current();
    const chunks = new Map<string, Chunk>();
    for await (const chunk of source.transcript(run, trial, tryNumber)) chunks.set(chunk.name, chunk);
    return chunks;
  };
  const find = async (name: string): Promise<Chunk | null> => {
    const [kind = "", ...rest] = name.split("/");
    const numbers = rest.map(Number);
    if (numbers.some((number) => !Number.isSafeInteger(number))) return null;
    const { source } = await live.current();
    const [first = -1, second = -1, third = -1, fourth] = numbers;
    switch (kind) {
      case INDEX_CHUNK:
        return { name, content: await source.index() };
      case "trial":
        return source.trial(first, second);
      case "task":
        return source.task(first, second);
      case "files":
        return source.workspace(first, second, third);
      case "transcript": {
        // Its pieces are asked for one after the other, and made all together.
        const whole = `transcript/${first}/${second}/${third}`;
        if (fourth === undefined || transcript?.name !== whole)
          transcript = { name: whole, chunks: await readTranscript(numbers) };
        return transcript.chunks.get(name) ?? null;
      }
      case LEADERBOARD_CHUNK:
      case "compare":
        return findChunk(source.shared(), name);
      default:
        return null;
    }
  };
  return {
    script: async (name) => {
      const chunk = await find(name);
      return chunk === null ? null : toChunkScript(chunk);
    },
    picture: async (run, trial, file) => {
      const { runs } = await live.current();
      const spec = runs[run]?.data.manifest.trials[trial];
      return spec === undefined ? null : runs[run]!.files.trialFile(spec.id, `screenshots/${file}`);
    },
    app: async (run, trial, turn, player) => {
      const { runs } = await live.current();
      const spec = runs[run]?.data.manifest.trials[trial];
      const result = spec === undefined ? null : await runs[run]!.data.result(spec.id);
      const workspace = result?.turns.find((one) => one.turn === turn)?.workspace ?? null;
      const files = spec === undefined ? null : await readAppFiles(runs[run]!, spec, { turn, workspace });
      return files === null ? null : packApp(files, player);
    },
  };
}
