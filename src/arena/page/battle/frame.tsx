import { useCallback, useEffect, useRef } from "react";
import type { Place } from "../../site/protocol.ts";
import { useSeen } from "../use/use-seen.ts";
import type { Watch } from "../use/watch-frames.ts";

const PHONE_WIDTH = 375;

interface FrameProps {
  readonly place: Place;
  readonly title: string;
  readonly src: string;
  readonly isInView: boolean;
  readonly isPhoneWide: boolean;
  readonly tell: Watch["tell"];
}

/** An app behind bars: it runs scripts of its own, reaches neither the page nor the other app, and is told nothing of where it is. */
export function Frame({ place, title, src, isInView, isPhoneWide, tell }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const tellSeen = useCallback(
    (isSeen: boolean) => tell({ kind: "seen", place, isSeen, atMs: Date.now() }),
    [tell, place],
  );
  useSeen(frame, isInView, tellSeen);
  useEffect(() => () => tell({ kind: "unloaded", place }), [tell, place]);
  return (
    <div
      className={isPhoneWide ? "frame phone-wide" : "frame"}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={isPhoneWide ? 0 : undefined}
    >
      <iframe
        ref={frame}
        data-place={place}
        title={title}
        src={src}
        sandbox="allow-scripts allow-forms allow-pointer-lock"
        referrerPolicy="no-referrer"
        style={isPhoneWide ? { inlineSize: PHONE_WIDTH } : undefined}
        onLoad={() => tell({ kind: "loaded", place, atMs: Date.now() })}
        onPointerEnter={() => tell({ kind: "pointer", place })}
        onPointerLeave={() => tell({ kind: "pointer", place: null })}
      />
    </div>
  );
}
