import { useSpeech } from "../words/language.tsx";

interface ToolsProps {
  readonly name: string;
  /** Whether there is an app to see. */
  readonly isReady: boolean;
  readonly isPhoneWide: boolean;
  readonly isFull: boolean;
  readonly onWidth: (isPhoneWide: boolean) => void;
  readonly onReload: () => void;
  readonly onFull: () => void;
}

/** What one can do with an app from outside. */
export function Tools(props: ToolsProps) {
  const { name, isReady, isPhoneWide, isFull, onWidth, onReload, onFull } = props;
  const { app } = useSpeech().words;
  return (
    <div className="tools" role="group" aria-label={name}>
      <h2>{name}</h2>
      {isReady && (
        <>
          <div className="widths" role="group" aria-label={app.width}>
            <button type="button" aria-pressed={isPhoneWide} onClick={() => onWidth(true)}>
              {app.phone}
            </button>
            <button type="button" aria-pressed={!isPhoneWide} onClick={() => onWidth(false)}>
              {app.full}
            </button>
          </div>
          <button type="button" onClick={onReload}>
            {app.reload}
          </button>
        </>
      )}
      <button type="button" onClick={onFull}>
        {isFull ? app.leaveFullScreen : app.fullScreen}
      </button>
    </div>
  );
}
