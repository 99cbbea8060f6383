import { useMemo } from "react";
import { calculate, countedDays, earlierDays, shownSources } from "./figures/figures.ts";
import { useSelection } from "./selection/use-selection.ts";
import { DayTable } from "./views/day-table.tsx";
import { GenerationCard } from "./views/generation-card.tsx";
import { Header } from "./views/header.tsx";
import { Overview } from "./views/overview.tsx";
import { PeriodBar } from "./views/period-bar.tsx";
import { Shares } from "./views/shares.tsx";
import { Tiles } from "./views/tiles.tsx";

export function App() {
  const { selection, change, preview } = useSelection();
  const shown = useMemo(() => {
    const sources = shownSources(selection);
    const days = countedDays(selection);
    const earlier = selection.compare ? earlierDays(selection) : null;
    const before = earlier && calculate(earlier, sources);
    return { sources, days, earlier, before, figures: calculate(days, sources) };
  }, [selection]);
  const { sources, days, earlier, before, figures } = shown;

  return (
    <>
      <Header compare={selection.compare} onChange={change} />
      <main className="page">
        <PeriodBar
          selection={selection}
          dayCount={days.length}
          lacksEarlier={earlier === null}
          onChange={change}
        />
        <Overview selection={selection} onPreview={preview} onChange={change} />
        <Tiles figures={figures} before={before} />
        {days.length === 0 ? (
          <p className="card nothing">No days match.</p>
        ) : (
          <>
            <div className="columns">
              <GenerationCard days={days} earlier={earlier} hidden={selection.hidden} onChange={change} />
              <Shares sources={sources} figures={figures} />
            </div>
            <DayTable days={days} earlier={earlier} sources={sources} onChange={change} />
          </>
        )}
      </main>
    </>
  );
}
