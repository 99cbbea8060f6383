import type { ReactNode } from "react";
import type { Loading } from "../data/report.tsx";

/** What is shown of something that may still be on its way, or may not be there. */
export function Loaded<Content>({
  what,
  loading,
  children,
}: {
  what: string;
  loading: Loading<Content>;
  children: (content: Content) => ReactNode;
}) {
  if (loading.state === "loading") return <p className="dim" role="status">{`Loading ${what}…`}</p>;
  if (loading.state === "missing")
    return <p className="note">{`There is no ${what} here: ${loading.message}.`}</p>;
  return <>{children(loading.content)}</>;
}
