import { appFile } from "../../../model/chunk-names.ts";
import type { TrialView } from "../../data/trials.ts";

interface AppPlayerProps {
  readonly trial: TrialView;
  readonly title: string;
  /** Of the trial's page. */
  readonly href: string;
}

/** An app in a frame without an origin of its own: it reaches neither this page nor anybody else. */
export function AppPlayer({ trial: { run, n, picture }, title, href }: AppPlayerProps) {
  return (
    <div className="task-player">
      <iframe
        title={title}
        src={appFile(run, n, picture ?? 1)}
        sandbox="allow-scripts allow-forms allow-pointer-lock"
        referrerPolicy="no-referrer"
      />
      <p className="dim">
        Where nothing appears, <a href={href}>the trial</a> says why.
      </p>
    </div>
  );
}
