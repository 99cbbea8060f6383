import { appFile } from "../../../../model/chunk-names.ts";
import type { TurnParts } from "../../../../model/trial-detail.ts";
import { isSingleFile } from "../../../data/chunks.ts";
import { useReport } from "../../../data/report.tsx";
import { Command } from "../../../parts/command.tsx";
import { readTurn } from "../address.ts";
import { useOpenTrial } from "../open-trial.ts";
import { TurnSwitch } from "../turn-switch.tsx";
import { AppFrame } from "./app-frame.tsx";
import { ServedApp } from "./served-app.tsx";

/** The app itself, to play with. */
export function AppTab() {
  const { detail, query } = useOpenTrial();
  const turn = readTurn(query, detail.turns);
  return (
    <section aria-labelledby="app-title">
      <h2 id="app-title">
        The app as it was left{detail.turns.length > 1 && turn !== null ? ` after turn ${turn.turn}` : ""}
      </h2>
      {turn === null ? (
        <p className="dim">
          {detail.result === null ? "There is no app yet." : "Nothing was left to play with."}
        </p>
      ) : (
        <>
          <TurnSwitch turns={detail.turns} current={turn.turn} />
          <Player key={turn.turn} turn={turn} />
        </>
      )}
    </section>
  );
}

function Player({ turn }: { turn: TurnParts }) {
  const { index } = useReport();
  const { view, detail } = useOpenTrial();
  const title = `The app “${view.task.title}” after turn ${turn.turn}`;
  if (turn.app === "none") return <p className="note">{`There is nothing to play. ${turn.appNote ?? ""}`}</p>;
  const isPlayedHere = turn.app === "static" && !isSingleFile(document);
  if (isPlayedHere) return <AppFrame title={title} src={appFile(view.run, view.n, turn.turn)} />;
  if (turn.app === "server" && index.server?.apps.isPossible === true)
    return <ServedApp server={index.server} turn={turn.turn} title={title} note={turn.appNote} />;
  return (
    <>
      <p className="note">
        {turn.app === "static"
          ? "A report that is one file cannot play apps. A report that is a folder can, and so can the command below."
          : `${turn.appNote ?? "It must be started in a sandbox."} ${index.server?.apps.reason ?? ""}`}
      </p>
      <p>This command starts the app in a sandbox and opens it in a browser:</p>
      <Command what="the command that opens the app">{detail.commands.open}</Command>
    </>
  );
}
