export type Separator = "," | ";";

/** The one that the first record has more of, outside quotes. */
export function detectSeparator(text: string): Separator {
  const counts = { ",": 0, ";": 0 };
  let quoted = false;
  for (const character of text.replace(/^[\r\n]+/, "")) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\n") break;
    else if (character === "," || character === ";") counts[character] += 1;
  }
  return counts[";"] > counts[","] ? ";" : ",";
}
