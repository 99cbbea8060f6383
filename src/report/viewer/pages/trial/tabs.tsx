import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly name: Name; readonly label: string }[];
  readonly current: Name;
  readonly onChoose: (name: Name) => void;
  /** Of the current tab. */
  readonly children: ReactNode;
}

/** Tabs as ARIA has them: one stop, arrows between them. */
export function Tabs<Name extends string>({ label, tabs, current, onChoose, children }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where the tabs do not fit beside each other, the chosen one is in view. Only they scroll, never the page.
    const tab = list.current?.querySelector<HTMLElement>("[aria-selected=true]");
    list.current?.scrollTo({ left: (tab?.offsetLeft ?? 0) - list.current.offsetLeft - 24 });
  }, [current]);
  const move = (event: KeyboardEvent) => {
    const shown = [...(list.current?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
    // From where the focus is: who is quick presses again before the page has followed.
    const place = findTarget(event.key, shown.indexOf(event.target as HTMLElement), tabs.length);
    if (place === null) return;
    event.preventDefault();
    onChoose(tabs[place]!.name);
    shown[place]?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            aria-selected={tab.name === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === current ? 0 : -1}
            onClick={() => onChoose(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" className="panel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}

function findTarget(key: string, place: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (place + 1) % count;
    case "ArrowLeft":
      return (place + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
