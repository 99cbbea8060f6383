import { canonicalJson, type Sha256 } from "../../core/hash.ts";
import type { SandboxFile } from "../../core/sandbox.ts";
import type { Scrub } from "../scrub.ts";
import { shorten, toPlainText } from "./page/plain-text.ts";
import { walkPages } from "./page/walk-pages.ts";

/** What a run kept of one app. */
export interface Material {
  /** As a browser is served them; none where the app is no files, or they are not stored. */
  readonly files: readonly SandboxFile[];
  /** Of the console and the network. */
  readonly logs: readonly string[];
  readonly pictures: readonly Uint8Array[];
}

/** A line that a judge may point to. */
export interface EvidenceLine {
  /** `N12` of the page, `L3` of the log. */
  readonly id: string;
  readonly text: string;
}

export interface EvidencePicture {
  /** `S1`. */
  readonly id: string;
  readonly mediaType: "image/png" | "image/jpeg";
  readonly content: Uint8Array;
}

/** What a judge is shown of one app. Nothing in it tells who made it. */
export interface Evidence {
  readonly lines: readonly EvidenceLine[];
  readonly logs: readonly EvidenceLine[];
  readonly pictures: readonly EvidencePicture[];
  /** sha256 of all of it. */
  readonly hash: string;
}

const MOST = {
  nodes: 250,
  nodeCharacters: 300,
  logs: 40,
  logCharacters: 200,
  pictures: 4,
  pictureBytes: 3_000_000,
};

/** The files are data of an agent's making: what they show is shown, within these bounds, and nothing else of them. */
export function toEvidence(
  { files, logs, pictures }: Material,
  { scrub, sha256 }: { readonly scrub: Scrub; readonly sha256: Sha256 },
): Evidence {
  const lines = walkPages(files)
    .slice(0, MOST.nodes)
    .map(({ tag, text }, index) => ({
      id: `N${index + 1}`,
      text: scrub(shorten(`<${tag}> ${text}`, MOST.nodeCharacters)),
    }));
  const told = [...new Set(logs.map(toPlainText))]
    .filter((line) => line !== "")
    .slice(0, MOST.logs)
    .map((text, index) => ({ id: `L${index + 1}`, text: scrub(shorten(text, MOST.logCharacters)) }));
  const shown = pictures
    .flatMap((content) => {
      const mediaType = toMediaType(content);
      return mediaType === null || content.byteLength > MOST.pictureBytes ? [] : [{ content, mediaType }];
    })
    .slice(0, MOST.pictures)
    .map((picture, index) => ({ id: `S${index + 1}`, ...picture }));
  const hashed = { lines, logs: told, pictures: shown.map(({ content }) => sha256(content)) };
  return { lines, logs: told, pictures: shown, hash: sha256(canonicalJson(hashed)) };
}

/** Everything that the evidence names, for a judge to point to. */
export const listPointers = ({ lines, logs, pictures }: Evidence): Set<string> =>
  new Set([...lines, ...logs, ...pictures].map(({ id }) => id));

function toMediaType(content: Uint8Array): EvidencePicture["mediaType"] | null {
  const head = Buffer.from(content.subarray(0, 4)).toString("hex");
  if (head === "89504e47") return "image/png";
  return head.startsWith("ffd8ff") ? "image/jpeg" : null;
}
