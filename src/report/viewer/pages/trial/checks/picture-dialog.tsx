import { useEffect, useRef } from "react";
import type { TurnResult } from "../../../../../core/result.ts";
import { toPictureSource } from "../../../data/pictures.ts";
import { useOpenTrial } from "../open-trial.ts";
import { findPicture } from "./list-pictures.ts";

/** The picture that the address names, as large as the window. */
export function PictureDialog({ turns }: { turns: readonly TurnResult[] }) {
  const { view, query, replace } = useOpenTrial();
  const dialog = useRef<HTMLDialogElement>(null);
  const file = query.get("picture");
  const picture = file === null ? null : findPicture(turns, file);
  const isOpen = picture !== null;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="picture-dialog"
      aria-label={picture?.label ?? "Picture"}
      onClose={() => replace({ picture: null })}
    >
      {picture !== null && (
        <>
          <header>
            <strong>{picture.label}</strong>
            <button type="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <div className="picture-scroll" tabIndex={0} role="region" aria-label="The picture in its own size">
            <img src={toPictureSource(view.run, view.n, picture.file)} alt={picture.description} />
          </div>
        </>
      )}
    </dialog>
  );
}
