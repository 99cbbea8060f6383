import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { debuglog } from "node:util";
import type Docker from "dockerode";
import { z } from "zod";
import { callEngine } from "./engine-call.ts";
import { OWNER_LABEL } from "./labels.ts";

const debug = debuglog("buildoff:docker");

const EventSchema = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).default({}) }),
});

/** What the engine told about one container. */
export interface ContainerFacts {
  /** How often the kernel killed something in it for want of memory. */
  readonly oomCount: number;
  /** Somebody had the engine send it a signal, or stop it. */
  readonly wasKilled: boolean;
  /** False where events may have been missed, so that what was not told proves nothing. */
  readonly isComplete: boolean;
  readonly hasDied: boolean;
  /** Resolves when the condition holds, as soon as an event makes it, or after `timeoutMs`. */
  readonly until: (condition: () => boolean, timeoutMs: number) => Promise<void>;
}

/** Follows the engine's events about our containers, for as long as somebody watches. */
export interface EngineEvents extends Disposable {
  /** Begins to watch a container. @throws InfraError `engine` */
  readonly watch: (containerId: string) => Promise<ContainerFacts & Disposable>;
  /** Resolves when the command of an exec has ended, as the engine told; never where it does not tell. Call it before the start. */
  readonly execEnded: (execId: string) => Promise<void>;
  /** Nobody asks any more when an exec ends. */
  readonly forgetExec: (execId: string) => void;
}

/** Events of the containers that carry this owner's label. One connection, made when it is first needed and again after it broke. */
export function createEngineEvents(docker: Docker, owner: string): EngineEvents {
  const watched = new Map<string, FactsRecord>();
  const waiting = new Map<string, () => void>();
  let stream: Promise<Readable> | null = null;

  const onEvent = (text: string): void => {
    const event = EventSchema.safeParse(JSON.parse(text));
    if (!event.success) return;
    const { Action: action, Actor: actor } = event.data;
    debug("event %s %s", action, actor.ID.slice(0, 12));
    if (action === "exec_die") waiting.get(actor.Attributes["execID"] ?? "")?.();
    watched.get(actor.ID)?.take(action);
  };
  const onLost = (): void => {
    stream = null;
    for (const facts of watched.values()) facts.miss();
  };
  const connect = async (): Promise<Readable> => {
    const filters: NonNullable<Docker.GetEventsOptions["filters"]> = {
      type: ["container"],
      label: [`${OWNER_LABEL}=${owner}`],
      event: ["oom", "kill", "die", "exec_die"],
    };
    const open = () => docker.getEvents({ filters });
    const opened = (await callEngine("tell its events", open)) as Readable;
    opened.on("error", (error) => debug("events: %s", error.message));
    opened.once("close", onLost);
    const lines = createInterface({ input: opened });
    lines.on("line", onEvent).on("error", () => {});
    return opened;
  };
  const ensureConnected = async (): Promise<void> => {
    stream ??= connect();
    try {
      await stream;
    } catch (error) {
      stream = null;
      throw error;
    }
  };

  return {
    watch: async (containerId) => {
      await ensureConnected();
      const facts = createFacts();
      watched.set(containerId, facts);
      return Object.assign(facts, { [Symbol.dispose]: () => void watched.delete(containerId) });
    },
    execEnded: (execId) => new Promise((resolve) => void waiting.set(execId, resolve)),
    forgetExec: (execId) => void waiting.delete(execId),
    [Symbol.dispose]: () => {
      void stream?.then(
        (opened) => opened.destroy(),
        () => {},
      );
      stream = null;
    },
  };
}

interface FactsRecord extends ContainerFacts {
  readonly take: (action: string) => void;
  readonly miss: () => void;
}

function createFacts(): FactsRecord {
  const state = { oomCount: 0, wasKilled: false, hasDied: false, isComplete: true };
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    get oomCount() {
      return state.oomCount;
    },
    get wasKilled() {
      return state.wasKilled;
    },
    get hasDied() {
      return state.hasDied;
    },
    get isComplete() {
      return state.isComplete;
    },
    take: (action) => {
      if (action === "oom") state.oomCount += 1;
      if (action === "kill") state.wasKilled = true;
      if (action === "die") state.hasDied = true;
      tell();
    },
    miss: () => {
      state.isComplete = false;
      tell();
    },
    until: (condition, timeoutMs) =>
      new Promise((resolve) => {
        if (condition()) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          listeners.delete(look);
          resolve();
        };
        const look = (): void => {
          if (condition()) done();
        };
        const timer = setTimeout(done, timeoutMs);
        listeners.add(look);
      }),
  };
}
