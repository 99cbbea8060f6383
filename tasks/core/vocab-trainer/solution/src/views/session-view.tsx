import type { Day } from "../calendar.ts";
import type { Library } from "../trainer/library.ts";
import type { Dispatch, Session } from "../trainer/trainer.ts";
import { toUrduDigits } from "../urdu/numerals.ts";
import { CardQuestion } from "./card-question.tsx";
import { ChoiceQuestion } from "./choice-question.tsx";
import { Judgement } from "./judgement.tsx";
import { Screen } from "./screen.tsx";
import { Summary } from "./summary.tsx";
import { TypingQuestion } from "./typing-question.tsx";

interface SessionViewProps {
  readonly session: Session;
  readonly library: Library;
  readonly today: Day;
  readonly dispatch: Dispatch;
}

const QUESTIONS = { cards: CardQuestion, typing: TypingQuestion, choice: ChoiceQuestion };

export function SessionView({ session, library, today, dispatch }: SessionViewProps) {
  const { queue, results, isJudging } = session;
  const deck = library.decks[session.deck]!;
  const at = isJudging ? results.length - 1 : results.length;
  const isOver = at === queue.length;
  return (
    <Screen title={deck.name} dispatch={dispatch}>
      {isOver ? (
        <Summary deck={deck} results={results} />
      ) : (
        <section className="question-card">
          <Progress at={at} length={queue.length} />
          {isJudging ? (
            <Judgement
              word={deck.words[queue[at]!]!}
              mode={session.mode}
              result={results[at]!}
              onGoOn={() => dispatch({ type: "go-on" })}
            />
          ) : (
            <Question key={at} {...{ session, library, today, dispatch }} />
          )}
        </section>
      )}
      {session.before !== null && (
        <button type="button" className="quiet undo" onClick={() => dispatch({ type: "take-back" })}>
          آخری جواب واپس لیں
        </button>
      )}
    </Screen>
  );
}

function Question({ session, library, today, dispatch }: SessionViewProps) {
  const Kind = QUESTIONS[session.mode];
  return (
    <Kind
      word={library.decks[session.deck]!.words[session.queue[session.results.length]!]!}
      library={library}
      deck={session.deck}
      onAnswer={(isRight, given) => dispatch({ type: "answer", isRight, given, today })}
    />
  );
}

function Progress({ at, length }: { at: number; length: number }) {
  return (
    <div className="progress">
      <p data-testid="progress">
        {toUrduDigits(length)} میں سے {toUrduDigits(at + 1)}
      </p>
      <div className="track" aria-hidden="true">
        <span style={{ inlineSize: `${(at / length) * 100}%` }} />
      </div>
    </div>
  );
}
