import type { Day } from "../calendar.ts";
import type { Library } from "../trainer/library.ts";
import { countStreak } from "../trainer/schedule.ts";
import type { Dispatch } from "../trainer/trainer.ts";
import { writeStreak } from "../urdu/counts.ts";
import { writeDay } from "../urdu/dates.ts";
import { DeckCard } from "./deck-card.tsx";

interface HomeViewProps {
  readonly library: Library;
  readonly today: Day;
  readonly dispatch: Dispatch;
}

export function HomeView({ library, today, dispatch }: HomeViewProps) {
  return (
    <>
      <header className="masthead">
        <div>
          <h1>لفظ خانہ</h1>
          <p>ترکی کے الفاظ، خانہ بہ خانہ</p>
        </div>
        <div className="day">
          <p data-testid="today">{writeDay(today)}</p>
          <p data-testid="streak" className="streak">
            {writeStreak(countStreak(library.practised, today))}
          </p>
        </div>
      </header>
      <main className="decks">
        {library.decks.map((deck, at) => (
          <DeckCard key={deck.id} deck={deck} at={at} today={today} dispatch={dispatch} />
        ))}
      </main>
    </>
  );
}
