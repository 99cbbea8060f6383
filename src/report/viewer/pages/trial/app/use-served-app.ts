import { useEffect, useRef, useState } from "react";
import type { ServerAbilities } from "../../../../model/report-index.ts";
import { askServer, readMember } from "../../../data/ask-server.ts";
import { useOpenTrial } from "../open-trial.ts";
import { toLocalUrl } from "./local-url.ts";

type App =
  | { readonly state: "stopped" }
  | { readonly state: "starting" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "started"; readonly url: string };

/** Starts the app of a turn, and stops it when the reader leaves. */
export function useServedApp(server: ServerAbilities, turn: number) {
  const { runId, detail } = useOpenTrial();
  const [app, setApp] = useState<App>({ state: "stopped" });
  const life = useRef({ id: null as string | null, isLeft: false });
  const end = () => {
    const { id } = life.current;
    life.current.id = null;
    // An app that could not be stopped ends with the server at the latest.
    if (id !== null)
      void askServer(server, {
        method: "DELETE",
        path: `api/apps/${encodeURIComponent(id)}`,
        body: null,
      }).catch(() => null);
  };
  useEffect(() => {
    life.current.isLeft = false;
    return () => {
      life.current.isLeft = true;
      end();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- it ends what was started, once
  }, []);
  const launch = async () => {
    setApp({ state: "starting" });
    try {
      const body = { run: runId, trial: detail.id, turn };
      const answer = await askServer(server, { method: "POST", path: "api/apps", body });
      life.current.id = readMember(answer, "id");
      const url = toLocalUrl(readMember(answer, "url"));
      if (life.current.isLeft || url === null) end();
      setApp(
        url === null ? { state: "failed", message: "the server gave no address" } : { state: "started", url },
      );
    } catch (error) {
      setApp({ state: "failed", message: (error as Error).message });
    }
  };
  const stop = () => {
    end();
    setApp({ state: "stopped" });
  };
  return { app, start: () => void launch(), stop };
}
