import { type ReactNode, useEffect, useRef } from "react";
import type { Dispatch } from "../trainer/trainer.ts";

interface ScreenProps {
  readonly title: string;
  readonly dispatch: Dispatch;
  readonly children: ReactNode;
}

/** A view with a way back to the start page. Its heading takes the focus, unless something inside wants it. */
export function Screen({ title, dispatch, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current!.focus();
  }, []);
  return (
    <main className="screen">
      <header className="bar">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <button type="button" className="quiet" onClick={() => dispatch({ type: "go-home" })}>
          واپس
        </button>
      </header>
      {children}
    </main>
  );
}
