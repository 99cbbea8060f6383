import { toRecordedBody } from "./recorded-body.ts";

type Body = Readonly<Record<string, unknown>>;

/** Writes requests down as what is new in each: a conversation repeats itself with every call, and a long one fills disks. */
export interface RequestRecorder {
  /**
   * The first body as it is. A later one with the members that are as before named in `unchanged`, and of the
   * conversation what was added: `{ kept: 12, added: […] }`, where the first twelve stand in the request `since`.
   */
  readonly toRecord: (requestId: string, body: Body) => unknown;
}

/** Members that hold the conversation, by protocol. */
const CONVERSATIONS = ["messages", "input", "contents"];

interface Earlier {
  readonly requestId: string;
  /** Each member, and each part of the conversation, as JSON. */
  readonly members: ReadonlyMap<string, string>;
  readonly parts: readonly string[];
}

export function createRequestRecorder(redact: (text: string) => string): RequestRecorder {
  let earlier: Earlier | null = null;
  return {
    toRecord: (requestId, body) => {
      const key = CONVERSATIONS.find((name) => Array.isArray(body[name])) ?? "";
      const conversation = (body[key] ?? []) as unknown[];
      const rest = Object.entries(body).filter(([name]) => name !== key);
      const now: Earlier = {
        requestId,
        members: new Map(rest.map(([name, value]) => [name, JSON.stringify(value)])),
        parts: conversation.map((part) => JSON.stringify(part)),
      };
      const before = earlier;
      earlier = now;
      const kept = before === null ? 0 : countSame(before.parts, now.parts);
      if (before === null || kept === 0) return toRecordedBody(body, redact);
      const isSame = (name: string): boolean => before.members.get(name) === now.members.get(name);
      const record = {
        since: before.requestId,
        unchanged: rest.map(([name]) => name).filter(isSame),
        ...Object.fromEntries(rest.filter(([name]) => !isSame(name))),
        [key]: { kept, added: conversation.slice(kept) },
      };
      return toRecordedBody(record, redact);
    },
  };
}

/** How many of the first parts are the same. */
function countSame(before: readonly string[], now: readonly string[]): number {
  let count = 0;
  while (count < now.length && before[count] === now[count]) count += 1;
  return count;
}
