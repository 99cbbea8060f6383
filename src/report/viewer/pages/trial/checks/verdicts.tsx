import type { Review } from "../../../../../core/review.ts";
import { useReport } from "../../../data/report.tsx";
import { DataText } from "../../../parts/data-text.tsx";
import { formatScore, formatTime } from "../../../parts/format.ts";
import { useOpenTrial } from "../open-trial.ts";
import { ReviewForm } from "./review-form.tsx";
import { listStanding } from "./standing-reviews.ts";

interface VerdictsProps {
  /** Null: the trial as a whole. */
  readonly check: string | null;
  readonly machine: Review["machine"];
}

/** What the machine says, and what people think of that. */
export function Verdicts({ check, machine }: VerdictsProps) {
  const { index } = useReport();
  const { detail } = useOpenTrial();
  const reviews = listStanding(detail.reviews, check);
  if (check !== null && reviews.length === 0 && index.server === null) return null;
  return (
    <div className="verdicts">
      <ul>
        <li>
          <strong>Machine</strong> {describeMachine(machine)}
        </li>
        {reviews.map((review) => (
          <ReviewLine key={review.reviewer} review={review} machine={machine} />
        ))}
        {reviews.length === 0 && <li className="dim">Nobody reviewed this.</li>}
      </ul>
      {index.server !== null && <ReviewForm server={index.server} check={check} />}
    </div>
  );
}

const describeMachine = ({ passed, score }: Review["machine"]): string =>
  passed === null ? "gives no score" : `says ${passed ? "passed" : "failed"}, score ${formatScore(score)}`;

function ReviewLine({ review, machine }: { review: Review; machine: Review["machine"] }) {
  const { reviewer, opinion, note, at } = review;
  const isOther = review.machine.passed !== machine.passed;
  return (
    <li>
      <strong>
        <DataText>{reviewer}</DataText>
      </strong>
      {opinion === null ? " notes" : ` ${opinion}s with the machine`}
      {isOther &&
        ` (which then ${describeMachine(review.machine).replace("says", "said").replace("gives", "gave")})`}
      {note !== null && (
        <>
          {": "}
          <q>
            <DataText>{note}</DataText>
          </q>
        </>
      )}{" "}
      <time dateTime={at} className="dim">
        {formatTime(at)}
      </time>
    </li>
  );
}
