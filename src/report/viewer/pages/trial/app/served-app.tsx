import type { ServerAbilities } from "../../../../model/report-index.ts";
import { AppFrame } from "./app-frame.tsx";
import { useServedApp } from "./use-served-app.ts";

interface ServedAppProps {
  readonly server: ServerAbilities;
  readonly turn: number;
  readonly title: string;
  readonly note: string | null;
}

/** An app with a server of its own: it is started in a sandbox, played, and stopped. */
export function ServedApp({ server, turn, title, note }: ServedAppProps) {
  const { app, start, stop } = useServedApp(server, turn);
  if (app.state === "started") {
    return (
      <AppFrame title={title} src={app.url}>
        <a className="button" href={app.url} target="_blank" rel="noopener noreferrer">
          Open in a tab of its own
        </a>
        <button type="button" onClick={stop}>
          Stop the app
        </button>
      </AppFrame>
    );
  }
  return (
    <>
      {note !== null && <p>{note}</p>}
      <button type="button" onClick={start} disabled={app.state === "starting"}>
        Start the app
      </button>
      <p role="status" className="dim">
        {app.state === "starting" && "Building and starting it in a sandbox. This can take a minute."}
      </p>
      {app.state === "failed" && (
        <p role="alert" className="note">
          {`It did not start: ${app.message}`}
        </p>
      )}
    </>
  );
}
