import { hrefs } from "../data/router.ts";
import type { PageProps } from "../shell/routes.tsx";

export function MissingPage({ place }: PageProps) {
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        The report has nothing at <code>{place.path.join("/")}</code>.{" "}
        <a href={hrefs.overview()}>To the overview</a>
      </p>
    </>
  );
}
