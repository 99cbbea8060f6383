export interface LastLines {
  readonly text: string;
  /** Lines before them. */
  readonly leftOut: number;
}

export function takeLastLines(text: string, most: number): LastLines {
  const lines = text.trimEnd().split("\n");
  const leftOut = Math.max(0, lines.length - most);
  return { text: lines.slice(leftOut).join("\n"), leftOut };
}
