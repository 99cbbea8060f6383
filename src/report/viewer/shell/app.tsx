import { useCallback, useEffect, useState } from "react";
import { INDEX_CHUNK } from "../../model/chunk-names.ts";
import type { ReportIndex } from "../../model/report-index.ts";
import type { ChunkStore } from "../data/chunks.ts";
import { type Report, ReportProvider, useReport } from "../data/report.tsx";
import { usePlace } from "../data/router.ts";
import { Header } from "./header.tsx";
import { PageGuard } from "./page-guard.tsx";
import { findPage } from "./routes.tsx";
import { useArrival } from "./use-arrival.ts";
import { useLive } from "./use-live.ts";

/** The whole report: its header, and the page that the address names. */
export function App({ chunks }: { chunks: ChunkStore }) {
  const { report, message } = useIndex(chunks);
  if (message !== null) return <p className="blank">The report cannot be shown: {message}</p>;
  if (report === null) return <p className="blank">Loading…</p>;
  return (
    <ReportProvider report={report}>
      <Pages />
    </ReportProvider>
  );
}

function useIndex(chunks: ChunkStore): { report: Report | null; message: string | null } {
  const [version, setVersion] = useState(0);
  const [index, setIndex] = useState<ReportIndex | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  useEffect(() => {
    chunks.load<ReportIndex>(INDEX_CHUNK).then(setIndex, (error: Error) => setMessage(error.message));
  }, [chunks, version]);
  const refresh = useCallback(() => {
    chunks.forget(() => true);
    setVersion((before) => before + 1);
  }, [chunks]);
  useLive(index?.server ?? null, refresh);
  return { report: index && { index, chunks, version, refresh }, message };
}

function Pages() {
  const place = usePlace();
  const Page = findPage(place);
  const address = place.path.join("/");
  const { index } = useReport();
  const [run] = index.runs;
  useArrival(place, run === undefined ? "report" : `${run.suite.name}: ${run.runId}`);
  return (
    <>
      <a className="skip" href="#main" onClick={focusMain}>
        Skip to the page
      </a>
      <Header place={place} />
      <main id="main" tabIndex={-1} key={address}>
        <PageGuard>
          <Page place={place} />
        </PageGuard>
      </main>
    </>
  );
}

/** The address behind the `#` is the page's: a link to a part of it would be another page. */
function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main")?.focus();
}
