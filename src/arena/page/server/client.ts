import type { AppFiles, AppState, AppSteps, Ballot, Next, Place, Reveal } from "../../site/protocol.ts";
import { askToken, readToken } from "./token.ts";
import { Trouble, toTrouble, toTroubleKind } from "./trouble.ts";

/** So long a request may take; the server starts apps without letting anybody wait for them. */
const PATIENCE_MS = 20_000;

/** One app of a battle. */
export interface AppKey {
  readonly battle: string;
  readonly place: Place;
}

/** The server behind the page. All of it throws a `Trouble`. */
export interface Client {
  readonly askBattle: (signal: AbortSignal) => Promise<Next>;
  readonly askApp: (app: AppKey, signal: AbortSignal) => Promise<AppState>;
  readonly askFiles: (app: AppKey, signal: AbortSignal) => Promise<AppFiles>;
  readonly askFile: (app: AppKey, path: string, signal: AbortSignal) => Promise<string>;
  readonly askSteps: (app: AppKey, signal: AbortSignal) => Promise<AppSteps>;
  readonly sendVote: (battle: string, ballot: Ballot, signal: AbortSignal) => Promise<Reveal>;
}

export function createClient(page: Document): Client {
  let token = readToken(page);
  const request = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Response> => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const send = () =>
      fetch(path, {
        ...init,
        signal: bounded,
        headers: { "content-type": "application/json", "x-buildoff-token": token },
      });
    const response = await send();
    if (response.status !== 403) return response;
    const renewed = await askToken(bounded);
    if (renewed === null || renewed === token) return response;
    token = renewed;
    return send();
  };
  const ask = async (path: string, init: RequestInit, signal: AbortSignal): Promise<string> => {
    try {
      const response = await request(path, init, signal);
      const text = await response.text();
      if (response.ok && !isSignIn(response)) return text;
      const kind = response.ok ? "signed-out" : toTroubleKind(response.status);
      throw new Trouble(kind, readMessage(text) ?? `status ${response.status}`);
    } catch (error) {
      throw toTrouble(error);
    }
  };
  const askJson = async <Answer>(path: string, init: RequestInit, signal: AbortSignal): Promise<Answer> =>
    JSON.parse(await ask(path, init, signal)) as Answer;
  const post = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });
  return {
    askBattle: (signal) => askJson("/api/battle", post({}), signal),
    askApp: (app, signal) => askJson(toPath(app), {}, signal),
    askFiles: (app, signal) => askJson(`${toPath(app)}/files`, {}, signal),
    askFile: (app, path, signal) => ask(`${toPath(app)}/files/${encodeURIComponent(path)}`, {}, signal),
    askSteps: (app, signal) => askJson(`${toPath(app)}/steps`, {}, signal),
    sendVote: (battle, ballot, signal) =>
      askJson(`/api/battle/${encodeURIComponent(battle)}/vote`, post(ballot), signal),
  };
}

const toPath = ({ battle, place }: AppKey): string => `/api/battle/${encodeURIComponent(battle)}/${place}`;

/** A proxy's page in the place of an answer: whoever reads it must sign in again. */
const isSignIn = (response: Response): boolean =>
  response.headers.get("content-type")?.startsWith("text/html") === true;

function readMessage(text: string): string | null {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== "object" || answer === null) return null;
    const message: unknown = Reflect.get(answer, "message");
    return typeof message === "string" ? message : null;
  } catch {
    return null;
  }
}
