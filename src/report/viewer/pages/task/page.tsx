import type { PageProps } from "../../shell/routes.tsx";

export function TaskPage({ place }: PageProps) {
  return <h1>Task {place.path.join(" ")}</h1>;
}
