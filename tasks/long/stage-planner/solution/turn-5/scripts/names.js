/** The key of what is wrong with the name of one more beside others, or null. */
export function checkName(name, others) {
  if (name === "") return "name";
  return others.some((other) => other.name === name) ? "taken" : null;
}
