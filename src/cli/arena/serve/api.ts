import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { AppHouse } from "../../../arena/site/app-house.ts";
import { type Match, type Side, SIDES } from "../../../arena/site/match.ts";
import {
  type AppFiles,
  type AppState,
  type AppSteps,
  type Battle,
  MOST_NOTE_CHARACTERS,
  type Next,
  type Place,
  type Reveal,
} from "../../../arena/site/protocol.ts";
import { toText } from "../../../arena/site/scrub-files.ts";
import type { OpenBattle, Rater } from "../../../arena/site/to-vote.ts";
import type { Turn, VoteDesk } from "../../../arena/site/vote-desk.ts";
import type { Scrub } from "../../../arena/scrub.ts";
import { InfraError, UserError } from "../../../core/errors.ts";
import { notJson } from "../../../core/report-errors.ts";
import type { Vote } from "../../../core/vote.ts";
import { requireToken } from "../../view/guard.ts";
import type { Raters } from "./raters.ts";

export interface ArenaApiOptions {
  readonly desk: VoteDesk;
  readonly house: AppHouse;
  readonly raters: Raters;
  /** Of what is shown beside the apps. */
  readonly scrub: Scrub;
  /** Told what goes wrong, which raters are not. */
  readonly note: (line: string) => void;
}

const AnswerSchema = z.enum(["first", "second", "tie", "both_bad"]);
const optional = AnswerSchema.nullable();

const BallotSchema = z.strictObject({
  overall: AnswerSchema,
  function: optional,
  usability: optional,
  fidelity: optional,
  note: z
    .string()
    .max(MOST_NOTE_CHARACTERS)
    .nullable()
    .transform((note) => note?.trim() || null),
  opened: z.strictObject({ first: z.boolean(), second: z.boolean() }),
  used: z.strictObject({ first: z.int().nonnegative(), second: z.int().nonnegative() }),
});

/** The longest note, in whatever characters, and what stands around it. */
const MAX_BODY_BYTES = 16 * 1024;
/** More than anybody reads before a vote. */
const MAX_FILES = 1_000;
const MAX_FILE_BYTES = 300_000;

/** Errors that raters are told of. Others may name files, and files name models. */
const TOLD: ReadonlySet<string> = new Set(["not-json", "not-your-battle", "over-battle", "unnamed-rater"]);

/** What the page asks for (`arena/site/protocol.ts`). */
export function createArenaApi(options: ArenaApiOptions): Hono {
  const { desk, house, raters, note } = options;
  const api = new Hono();
  /** The apps that each rater has before him. */
  const shown = new Map<string, string>();
  api.use(requireToken(raters.token));
  api.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) => context.json({ message: "that is more than anybody has to say" }, 413),
    }),
  );
  api.post("/battle", async (context) => {
    const rater = raters.identify(context);
    const turn = await nextTurn(rater, options);
    const progress = desk.progressOf(rater);
    if (turn.kind !== "battle") return context.json<Next>({ ...turn, progress });
    const { battle } = turn;
    const before = shown.get(rater.id);
    shown.set(rater.id, battle.match.id);
    if (before !== undefined && before !== battle.match.id) void house.close(rater.id, before);
    const shownBattle = toBattle(battle, options);
    // While one battle is judged, the apps of the next one come up.
    const coming = desk.peek(rater);
    if (coming !== null) house.warm(rater.id, coming);
    return context.json<Next>({ kind: "battle", battle: shownBattle, progress });
  });
  api.get("/battle/:id/:place", (context) => {
    const { battle, side } = find(context, options);
    return context.json<AppState>(stateOf(battle, side, house));
  });
  api.get("/battle/:id/:place/files", async (context) => {
    const { battle, side } = find(context, options);
    const files = (await battle.match[side].files()) ?? [];
    return context.json<AppFiles>({
      files: files
        .slice(0, MAX_FILES)
        .map(({ path, content }) => ({
          path,
          bytes: content.byteLength,
          isText: content.byteLength <= MAX_FILE_BYTES && toText(content) !== null,
        }))
        .toSorted((x, y) => (x.path < y.path ? -1 : 1)),
    });
  });
  api.get("/battle/:id/:place/files/:path", async (context) => {
    const { battle, side } = find(context, options);
    const file = (await battle.match[side].files())?.find(({ path }) => path === context.req.param("path"));
    const text = file === undefined || file.content.byteLength > MAX_FILE_BYTES ? null : toText(file.content);
    return text === null ? context.json({ message: "there is no such text" }, 404) : context.text(text);
  });
  api.get("/battle/:id/:place/steps", async (context) => {
    const { battle, side } = find(context, options);
    // Where one side has none, the other's would tell the two apart.
    const [a, b] = await Promise.all(SIDES.map((one) => battle.match[one].steps()));
    const isTold = a!.length > 0 && b!.length > 0;
    return context.json<AppSteps>({ steps: !isTold ? [] : side === "a" ? a! : b! });
  });
  api.post("/battle/:id/vote", async (context) => {
    const rater = raters.identify(context);
    const id = context.req.param("id");
    const ballot = BallotSchema.parse(
      await context.req.json().catch((cause: unknown) => {
        throw notJson(cause);
      }),
    );
    const { match } = desk.find(id, rater);
    const readyAt = house.settledAt(rater.id, match);
    const vote = await desk.cast(id, { rater, ballot, readyAt });
    return context.json<Reveal>(toReveal(vote, match, desk.progressOf(rater)));
  });
  api.onError((error, context) => {
    if (error instanceof UserError && TOLD.has(error.code))
      return context.json({ message: `${error.message}: ${error.hint}` }, 400);
    if (error instanceof z.ZodError) return context.json({ message: z.prettifyError(error) }, 400);
    note(error.message);
    const [message, status] =
      error instanceof InfraError
        ? (["the votes cannot be kept now: try again", 503] as const)
        : (["something went wrong here: try again", 500] as const);
    return context.json({ message }, status);
  });
  return api;
}

/** Where an app of the open battle cannot be shown, another battle. */
async function nextTurn(
  rater: Rater,
  { desk, house }: Pick<ArenaApiOptions, "desk" | "house">,
): Promise<Turn> {
  const turn = await desk.next(rater);
  if (turn.kind !== "battle") return turn;
  const { battle } = turn;
  const states = house.open(rater.id, battle.match);
  if (SIDES.every((side) => states[side].state !== "lost")) return turn;
  desk.withdraw(battle);
  void house.close(rater.id, battle.match.id);
  return nextTurn(rater, { desk, house });
}

const toSide = ({ record }: OpenBattle, place: Place): Side =>
  (place === "first") === (record.first === "a") ? "a" : "b";

const stateOf = ({ record, match }: OpenBattle, side: Side, house: AppHouse): AppState =>
  house.open(record.rater, match)[side];

function find(
  context: Context,
  { desk, raters }: ArenaApiOptions,
): { readonly battle: OpenBattle; readonly side: Side } {
  const battle = desk.find(context.req.param("id") ?? "", raters.identify(context));
  const place = z.enum(["first", "second"]).parse(context.req.param("place"));
  return { battle, side: toSide(battle, place) };
}

function toBattle(battle: OpenBattle, { house, scrub }: ArenaApiOptions): Battle {
  const { title, category, turns, language } = battle.match.question;
  return {
    id: battle.record.id,
    title,
    category,
    turns: turns.map(scrub),
    language,
    first: stateOf(battle, toSide(battle, "first"), house),
    second: stateOf(battle, toSide(battle, "second"), house),
  };
}

function toReveal(vote: Vote, match: Match, progress: Reveal["progress"]): Reveal {
  const { left, choices, expected } = vote;
  const toPlace = (side: Side): Place => (side === left ? "first" : "second");
  const [first, second] = (left === "a" ? SIDES : SIDES.toReversed()).map((side) => {
    const { contestant, score } = match[side];
    return { model: contestant.model, organisation: contestant.organisation, score };
  });
  return {
    first: first!,
    second: second!,
    attention: expected === null ? null : { better: toPlace(expected), met: choices.overall === expected },
    progress,
  };
}
