/** Makes names that are there and that differ. */
export function nameColumns(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((written, index) => {
    const base = written.trim() || `Column ${index + 1}`;
    let name = base;
    for (let copy = 2; taken.has(name); copy += 1) name = `${base} (${copy})`;
    taken.add(name);
    return name;
  });
}
