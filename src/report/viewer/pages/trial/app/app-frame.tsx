import { type ReactNode, useState } from "react";
import { useOpenTrial } from "../open-trial.ts";

const SIZES = [
  { name: "phone", label: "Phone, 375 px", width: 375 },
  { name: "tablet", label: "Tablet, 768 px", width: 768 },
  { name: "full", label: "Full width", width: null },
] as const;

interface AppFrameProps {
  readonly title: string;
  readonly src: string;
  /** More buttons. */
  readonly children?: ReactNode;
}

/** An app behind bars: it runs scripts of its own, and reaches neither the report nor its address. */
export function AppFrame({ title, src, children }: AppFrameProps) {
  const { query, replace } = useOpenTrial();
  const [load, setLoad] = useState(0);
  const size = SIZES.find(({ name }) => name === query.get("size")) ?? SIZES[2];
  return (
    <>
      <div className="bar">
        <div className="switch" role="group" aria-label="Width">
          {SIZES.map(({ name, label }) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === size.name}
              onClick={() => replace({ size: name === "full" ? null : name })}
            >
              {label}
            </button>
          ))}
        </div>
        <button type="button" onClick={() => setLoad(load + 1)}>
          Reload the app
        </button>
        {children}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="stage" tabIndex={size.width === null ? undefined : 0} role="region" aria-label="App">
        <iframe
          key={load}
          title={title}
          src={src}
          sandbox="allow-scripts allow-forms allow-pointer-lock"
          referrerPolicy="no-referrer"
          style={size.width === null ? undefined : { inlineSize: size.width }}
        />
      </div>
      <p className="dim">
        The app runs in a frame that keeps it from this report and from what the browser stores.
      </p>
    </>
  );
}
