import { contains, project } from "./geometry.js";

/** What the files say, with each point on the map beside it and each place in its district. */
export async function loadIsland(landPath, placesPath) {
  const [land, { kinds, places }] = await Promise.all([fetchJson(landPath), fetchJson(placesPath)]);
  const districts = land.districts.map(({ name, outline }) => ({ name, corners: outline.map(project) }));
  const roads = land.roads.map(({ name, line }) => ({ name, points: line.map(project) }));
  const located = places.map((place) => {
    const at = project([place.east, place.north]);
    const district = districts.find(({ corners }) => contains(corners, at))?.name ?? null;
    return { ...place, at, district };
  });
  return {
    kinds,
    districts,
    roads,
    places: located,
    placeById: new Map(located.map((place) => [place.id, place])),
  };
}

async function fetchJson(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}
