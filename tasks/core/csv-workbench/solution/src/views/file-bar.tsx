import { useId } from "react";
import type { OpenedFile } from "../csv/open-csv.ts";

interface FileBarProps {
  readonly file: OpenedFile | null;
  readonly complaint: string | null;
  readonly onOpen: (file: File) => void;
  readonly onExport: () => void;
}

export function FileBar({ file, complaint, onOpen, onExport }: FileBarProps) {
  const inputId = useId();
  return (
    <header className="file-bar">
      <div className="file-bar-row">
        <h1>CSV workbench</h1>
        <div className="picker">
          <label htmlFor={inputId}>CSV file</label>
          <input
            id={inputId}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            onChange={({ currentTarget }) => {
              const chosen = currentTarget.files?.[0];
              if (chosen) onOpen(chosen);
            }}
            onClick={({ currentTarget }) => {
              // So that the same file can be chosen again after it was put right.
              currentTarget.value = "";
            }}
          />
        </div>
        {file && (
          <>
            <p className="opened">
              <strong data-testid="file">{file.name}</strong>
              <span>
                separator:{" "}
                <span data-testid="separator">{file.separator === ";" ? "semicolon" : "comma"}</span>
              </span>
            </p>
            <button type="button" className="primary" onClick={onExport}>
              Export CSV
            </button>
          </>
        )}
      </div>
      <div role="alert" className="complaint" hidden={complaint === null}>
        {complaint}
      </div>
    </header>
  );
}
