import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { ReportIndex } from "../../model/report-index.ts";
import type { ChunkStore } from "./chunks.ts";

export interface Report {
  readonly index: ReportIndex;
  readonly chunks: ChunkStore;
  /** Grows whenever the server says that something changed. */
  readonly version: number;
  /** Asks for everything anew that may have changed. */
  readonly refresh: () => void;
}

const ReportContext = createContext<Report | null>(null);

export function ReportProvider({ report, children }: { report: Report; children: ReactNode }) {
  return <ReportContext value={report}>{children}</ReportContext>;
}

export function useReport(): Report {
  const report = useContext(ReportContext);
  if (report === null) throw new Error("there is no report around this part of the page");
  return report;
}

export type Loading<Content> =
  | { readonly state: "loading" }
  | { readonly state: "missing"; readonly message: string }
  | { readonly state: "there"; readonly content: Content };

/** A chunk of the report. What stood there stays while the same chunk is asked for anew. @param name null: none is wanted yet */
export function useChunk<Content>(name: string | null): Loading<Content> {
  const { chunks, version } = useReport();
  const [known, setKnown] = useState<{ name: string | null; loading: Loading<Content> }>({
    name: null,
    loading: { state: "loading" },
  });
  useEffect(() => {
    if (name === null) return undefined;
    let isWanted = true;
    const put = (loading: Loading<Content>) => isWanted && setKnown({ name, loading });
    chunks.load<Content>(name).then(
      (content) => put({ state: "there", content }),
      (error: Error) => put({ state: "missing", message: error.message }),
    );
    return () => {
      isWanted = false;
    };
  }, [chunks, name, version]);
  return known.name === name ? known.loading : { state: "loading" };
}
