import type { CheckResult } from "../../../../../core/check.ts";
import { DataBlock, DataText } from "../../../parts/data-text.tsx";
import { Tag } from "../../../parts/tag.tsx";

/** The tests of a check that holds several, such as a Playwright file. */
export function CheckParts({ parts }: { parts: CheckResult["evidence"]["parts"] }) {
  if (parts.length === 0) return null;
  const sorted = parts.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <>
      <h4>{`Its ${parts.length} tests`}</h4>
      <ul className="parts">
        {sorted.map(({ title, passed, message }) => (
          <li key={title}>
            <Tag tone={passed ? "good" : "bad"}>{passed ? "passed" : "failed"}</Tag>{" "}
            <DataText>{title}</DataText>
            {message !== null && message !== "" && (
              <DataBlock label={`Message of ${title}`}>{message}</DataBlock>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
