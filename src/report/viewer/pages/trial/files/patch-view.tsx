import { useMemo, useState } from "react";
import { Decoration, Diff, Hunk, type HunkData } from "react-diff-view";
import "react-diff-view/style/index.css";
import { formatCount } from "../../../parts/format.ts";
import { useMedia } from "../../../parts/use-media.ts";
import { cutHunks, MOST_LINES, toPatch } from "./patch.ts";

/** Lines that are shown at once. */
const FIRST_SHOWN = 1_500;

interface PatchViewProps {
  readonly path: string;
  /** Null: the file was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What changed in a file: side by side where there is room. */
export function PatchView({ path, before, after }: PatchViewProps) {
  const isWide = useMedia("(width >= 1200px)") && before !== null && after !== null;
  const patch = useMemo(() => toPatch(before, after, isWide), [before, after, isWide]);
  const [isWhole, setIsWhole] = useState(false);
  if (patch.state === "too-large") {
    return (
      <p className="note">
        {`The two files have ${formatCount(patch.lines)} lines and are too unlike to be compared here in time (at most ${formatCount(MOST_LINES)} lines). The whole file can be shown.`}
      </p>
    );
  }
  if (patch.hunks.length === 0)
    return <p className="dim">Its text is the same; whether it can be executed changed.</p>;
  const shown = isWhole ? patch.hunks : cutHunks(patch.hunks, FIRST_SHOWN);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="patch" tabIndex={0} role="region" aria-label={`Changes of ${path}`}>
        <Diff
          viewType={isWide ? "split" : "unified"}
          diffType={before === null ? "add" : after === null ? "delete" : "modify"}
          hunks={[...shown]}
          gutterType="default"
        >
          {(hunks) => hunks.flatMap((hunk) => toParts(hunk))}
        </Diff>
      </div>
      {!isWhole && patch.changes > FIRST_SHOWN && (
        <p>
          {`The first ${formatCount(FIRST_SHOWN)} of ${formatCount(patch.changes)} lines. `}
          <button type="button" onClick={() => setIsWhole(true)}>
            Show all
          </button>
        </p>
      )}
    </>
  );
}

function toParts(hunk: HunkData) {
  return [
    <Decoration key={`before ${hunk.content}`}>
      <span className="hunk-head">{hunk.content}</span>
    </Decoration>,
    <Hunk key={hunk.content} hunk={hunk} />,
  ];
}
