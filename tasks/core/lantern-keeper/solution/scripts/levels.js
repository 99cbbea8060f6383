/** Loads the levels; what all of them share is put into each. */
export async function loadLevels(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answers ${response.status}`);
  const { columns, rows, reach, levels } = await response.json();
  return levels.map((level, index) => ({ ...level, number: index + 1, columns, rows, reach }));
}
