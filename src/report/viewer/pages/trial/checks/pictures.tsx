import { useState } from "react";
import type { CheckResult } from "../../../../../core/check.ts";
import type { TurnResult } from "../../../../../core/result.ts";
import { toPictureSource } from "../../../data/pictures.ts";
import { useOpenTrial } from "../open-trial.ts";
import { type CheckPicture, listPictures } from "./list-pictures.ts";

/** The app before the check and as it failed. */
export function Pictures({ check, turn }: { check: CheckResult; turn: TurnResult }) {
  const pictures = listPictures(check, turn);
  if (pictures.length === 0) return null;
  return (
    <div className="pictures">
      {pictures.map((picture) => (
        <Picture key={picture.file} picture={picture} />
      ))}
    </div>
  );
}

function Picture({ picture: { file, label, description } }: { picture: CheckPicture }) {
  const { view, replace } = useOpenTrial();
  const [isMissing, setIsMissing] = useState(false);
  return (
    <figure>
      {isMissing ? (
        <p className="dim">The picture is not in this report.</p>
      ) : (
        <button
          type="button"
          aria-label={`Enlarge: ${description}`}
          onClick={() => replace({ picture: file })}
        >
          <img
            src={toPictureSource(view.run, view.n, file)}
            alt={description}
            loading="lazy"
            onError={() => setIsMissing(true)}
          />
        </button>
      )}
      <figcaption>{label}</figcaption>
    </figure>
  );
}
