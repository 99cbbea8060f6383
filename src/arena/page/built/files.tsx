import { useCallback, useState } from "react";
import { DataBlock, DataText } from "../../../report/viewer/parts/data-text.tsx";
import type { AppFiles } from "../../site/protocol.ts";
import type { AppKey, Client } from "../server/client.ts";
import { useSpeech } from "../words/language.tsx";
import { Asked } from "./asked.tsx";
import { Tree } from "./tree.tsx";

interface FilesProps {
  readonly files: AppFiles["files"];
  readonly app: AppKey;
  readonly client: Client;
}

/** The tree of an app's files, and the text of one. */
export function Files({ files, app, client }: FilesProps) {
  const { built } = useSpeech().words;
  const [chosen, setChosen] = useState<string | null>(null);
  const file = files.find(({ path }) => path === chosen);
  if (files.length === 0) return <p className="dim">{built.noFiles}</p>;
  return (
    <div className="built-files">
      <Tree files={files} chosen={chosen} onChoose={setChosen} />
      <div className="built-file">
        {file === undefined && <p className="dim">{built.chooseFile}</p>}
        {file !== undefined && (
          <>
            <h3>
              <DataText>{file.path}</DataText>
            </h3>
            {file.isText ? (
              <FileText key={file.path} path={file.path} app={app} client={client} />
            ) : (
              <p className="dim">{built.notText}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function FileText({ path, app, client }: { path: string; app: AppKey; client: Client }) {
  const { built } = useSpeech().words;
  const { battle, place } = app;
  const ask = useCallback(
    (signal: AbortSignal) => client.askFile({ battle, place }, path, signal),
    [client, battle, place, path],
  );
  return (
    <Asked ask={ask}>
      {(text) =>
        text === "" ? (
          <p className="dim">{built.emptyFile}</p>
        ) : (
          <DataBlock label={built.fileText(path)}>{text}</DataBlock>
        )
      }
    </Asked>
  );
}
