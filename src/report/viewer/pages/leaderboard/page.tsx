import { useMemo } from "react";
import type { Boards } from "../../../model/boards.ts";
import { LEADERBOARD_CHUNK } from "../../../model/chunk-names.ts";
import { useChunk } from "../../data/report.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import type { PageProps } from "../../shell/routes.tsx";
import { BoardPage } from "./board-page.tsx";
import { parseView } from "./view.ts";
import "./leaderboard.css";

/** Configurations in the order of what can be said for sure, over all runs of the report. */
export function LeaderboardPage({ place }: PageProps) {
  const search = place.query.toString();
  const view = useMemo(() => parseView(new URLSearchParams(search)), [search]);
  const loading = useChunk<Boards>(LEADERBOARD_CHUNK);
  return (
    <>
      <h1>Leaderboard</h1>
      <Loaded what="leaderboard" loading={loading}>
        {(boards) => <BoardPage boards={boards} view={view} />}
      </Loaded>
    </>
  );
}
