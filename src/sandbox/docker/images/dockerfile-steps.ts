/** Longest piece of a command that is shown where its author gave no words for it. */
const MAX_COMMAND_LENGTH = 60;

/**
 * What each step of a Dockerfile does, in words, in the order in which the engine counts them: the comment `#: words`
 * before an instruction, or a general phrase; null for a step that takes no time.
 */
export function describeSteps(dockerfile: string): (string | null)[] {
  const steps: (string | null)[] = [];
  let words: string | null = null;
  let continued = false;
  for (const line of dockerfile.split("\n")) {
    const text = line.trim();
    if (text.startsWith("#:")) words = text.slice(2).trim();
    if (text === "" || text.startsWith("#")) continue;
    if (!continued) {
      steps.push(words ?? describeInstruction(text));
      words = null;
    }
    continued = text.endsWith("\\");
  }
  return steps;
}

function describeInstruction(text: string): string | null {
  const [keyword = "", ...rest] = text.split(/\s+/);
  switch (keyword.toUpperCase()) {
    case "COPY":
    case "ADD":
      return "copying files";
    case "RUN":
      return `running ${rest
        .join(" ")
        .replace(/\s*\\$/, "")
        .slice(0, MAX_COMMAND_LENGTH)}`;
    default:
      return null;
  }
}
