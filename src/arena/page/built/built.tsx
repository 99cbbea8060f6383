import { useCallback, useState } from "react";
import type { AppKey, Client } from "../server/client.ts";
import { useSpeech } from "../words/language.tsx";
import { Asked } from "./asked.tsx";
import { Files } from "./files.tsx";
import { Steps } from "./steps.tsx";

interface BuiltProps {
  readonly app: AppKey;
  readonly client: Client;
}

/** How one app came to be: its files, or what its agent did. Each is asked for when it is opened. */
export function Built({ app, client }: BuiltProps) {
  const { words } = useSpeech();
  const { battle, place } = app;
  const [view, setView] = useState<"files" | "steps">("files");
  const askFiles = useCallback(
    (signal: AbortSignal) => client.askFiles({ battle, place }, signal),
    [client, battle, place],
  );
  const askSteps = useCallback(
    (signal: AbortSignal) => client.askSteps({ battle, place }, signal),
    [client, battle, place],
  );
  return (
    <div className="built">
      <div className="built-views" role="group" aria-label={words.built.title}>
        {(["files", "steps"] as const).map((name) => (
          <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
            {words.built[name]}
          </button>
        ))}
      </div>
      {view === "files" ? (
        <Asked key="files" ask={askFiles}>
          {({ files }) => <Files files={files} app={app} client={client} />}
        </Asked>
      ) : (
        <Asked key="steps" ask={askSteps}>
          {({ steps }) => <Steps steps={steps} />}
        </Asked>
      )}
    </div>
  );
}
