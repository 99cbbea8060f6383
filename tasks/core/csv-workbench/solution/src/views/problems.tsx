import { counted } from "../words.ts";

export function Problems({ problems }: { readonly problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <section className="card problems" aria-labelledby="problems-title">
      <h2 id="problems-title">{counted(problems.length, "line")} did not fit the header</h2>
      <ul tabIndex={0} aria-labelledby="problems-title">
        {problems.map((problem) => (
          <li key={problem} data-testid="problem">
            {problem}
          </li>
        ))}
      </ul>
    </section>
  );
}
