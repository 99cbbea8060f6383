import { useReport } from "../data/report.tsx";
import { hrefs, type Place } from "../data/router.ts";
import { DataText } from "../parts/data-text.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

interface HeaderLink {
  /** First part of its address; the overview has none. */
  readonly name: string | undefined;
  readonly label: string;
  readonly href: string;
  /** Pages that one comes to from there. */
  readonly parts?: readonly string[];
}

const LINKS: readonly HeaderLink[] = [
  { name: undefined, label: "Overview", href: hrefs.overview() },
  { name: "grid", label: "Grid", href: hrefs.grid(), parts: ["trial", "task"] },
  { name: "compare", label: "Compare", href: hrefs.compare() },
  { name: "leaderboard", label: "Leaderboard", href: hrefs.leaderboard() },
  { name: "search", label: "Search", href: hrefs.search() },
];

export function Header({ place }: { place: Place }) {
  const { index } = useReport();
  const [run] = index.runs;
  return (
    <header className="top">
      <div className="top-run">
        <strong>
          <DataText>{run?.suite.name ?? "no run"}</DataText>
        </strong>{" "}
        <span className="dim">{run?.runId}</span>
      </div>
      <nav aria-label="Pages">
        <ul>
          {LINKS.map((link) => (
            <li key={link.label}>
              <a href={link.href} aria-current={toCurrent(link, place)}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ThemeSwitch />
    </header>
  );
}

/** `true`: where one is belongs to it, and is a page of its own. */
function toCurrent({ name, parts = [] }: HeaderLink, { path: [page] }: Place): "page" | "true" | undefined {
  if (page === name) return "page";
  return page !== undefined && parts.includes(page) ? "true" : undefined;
}
