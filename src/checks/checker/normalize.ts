/**
 * Makes a function that takes out of a text what differs between two runs of the same thing: colours of a terminal, the app's host
 * and port, the checker's own folders.
 */
export function createNormalizer(baseUrl: string, folders: readonly string[]): (text: string) => string {
  const { port } = new URL(baseUrl);
  const hosts = ["127.0.0.1", "localhost", "\\[::1\\]", "0.0.0.0"].join("|");
  const origin = new RegExp(`(?:https?:)?//(?:${hosts}):${port}(?=[/?#]|\\b)`, "g");
  const host = new RegExp(`\\b(?:${hosts}):${port}\\b`, "g");
  const longestFirst = folders.filter((folder) => folder.length > 1).toSorted((a, b) => b.length - a.length);
  return (text) => {
    let plain = text.replaceAll(/\u001B\[[0-9;?]*[ -/]*[@-~]/g, "").replaceAll(origin, "");
    plain = plain.replaceAll(host, "the app");
    for (const folder of longestFirst) plain = plain.replaceAll(`${folder}/`, "").replaceAll(folder, ".");
    return plain;
  };
}
