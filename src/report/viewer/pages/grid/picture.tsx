import { useState } from "react";
import { toPictureSource } from "../../data/pictures.ts";
import type { TrialView } from "../../data/trials.ts";

/** What an app's first page looked like; words where there is no picture of it. */
export function Picture({ trial }: { trial: TrialView }) {
  const { run, n, picture, task, group, state } = trial;
  const [isMissing, setIsMissing] = useState(false);
  if (picture === null || isMissing) {
    const words = state === "running" || state === "waiting" ? "nothing built yet" : "no picture";
    return <span className="grid-picture none">{words}</span>;
  }
  return (
    <img
      className="grid-picture"
      src={toPictureSource(run, n, `screenshots/turn-${picture}/first-page.jpg`)}
      alt={`First page of ${task.title} by ${group.configuration.name}`}
      loading="lazy"
      decoding="async"
      width={320}
      height={200}
      onError={() => setIsMissing(true)}
    />
  );
}
