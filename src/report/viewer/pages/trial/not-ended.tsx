import { useOpenTrial } from "./open-trial.ts";

/** Of a trial that has no result yet. @param what there will be, such as `checks` */
export function NotEnded({ what }: { what: string }) {
  const { view } = useOpenTrial();
  return (
    <p className="dim">
      {`There are no ${what} yet: the trial ${view.state === "running" ? "is still running" : "has not begun"}.`}
    </p>
  );
}
