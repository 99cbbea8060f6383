import { useReport } from "../data/report.tsx";
import { hrefs, type Place } from "../data/router.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

const LINKS = [
  { name: undefined, label: "Overview", href: hrefs.overview() },
  { name: "grid", label: "Grid", href: hrefs.grid() },
  { name: "compare", label: "Compare", href: hrefs.compare() },
  { name: "leaderboard", label: "Leaderboard", href: hrefs.leaderboard() },
  { name: "search", label: "Search", href: hrefs.search() },
] as const;

export function Header({ place }: { place: Place }) {
  const { index } = useReport();
  const [run] = index.runs;
  return (
    <header className="top">
      <div className="top-run">
        <strong>{run?.suite.name ?? "no run"}</strong> <span className="dim">{run?.runId}</span>
      </div>
      <nav aria-label="Pages">
        <ul>
          {LINKS.map(({ name, label, href }) => (
            <li key={label}>
              <a href={href} aria-current={place.path[0] === name ? "page" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ThemeSwitch />
    </header>
  );
}
