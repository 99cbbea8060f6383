import type { PageProps } from "../../shell/routes.tsx";

export function GridPage({ place }: PageProps) {
  return <h1>Grid {place.path.join(" ")}</h1>;
}
