import type { FunctionComponent } from "react";
import type { Place } from "../data/router.ts";
import { ComparePage } from "../pages/compare/page.tsx";
import { GridPage } from "../pages/grid/page.tsx";
import { LeaderboardPage } from "../pages/leaderboard/page.tsx";
import { MissingPage } from "../pages/missing.tsx";
import { OverviewPage } from "../pages/overview/page.tsx";
import { SearchPage } from "../pages/search/page.tsx";
import { TaskPage } from "../pages/task/page.tsx";
import { TrialPage } from "../pages/trial/page.tsx";

export interface PageProps {
  readonly place: Place;
}

/** Pages by the first part of their address. */
const PAGES: Readonly<Record<string, FunctionComponent<PageProps>>> = {
  grid: GridPage,
  trial: TrialPage,
  task: TaskPage,
  compare: ComparePage,
  leaderboard: LeaderboardPage,
  search: SearchPage,
};

export function findPage({ path: [name] }: Place): FunctionComponent<PageProps> {
  if (name === undefined) return OverviewPage;
  return Object.hasOwn(PAGES, name) ? PAGES[name]! : MissingPage;
}
