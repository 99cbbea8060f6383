/**
 * The number in a reward file, or why there is none.
 * @param name `reward.txt` holds a number; `reward.json` an object of numbers, of which `reward` or the only one counts
 * @returns 0..1, or words
 */
export function readReward(name: "reward.txt" | "reward.json", text: string): number | string {
  const value = name === "reward.txt" ? toNumber(text) : pickReward(text);
  if (value === null) return `${name} holds no number`;
  if (typeof value === "string") return value;
  if (value < 0 || value > 1) return `${name} holds ${value}, and a reward is 0 to 1`;
  return value;
}

function toNumber(text: string): number | null {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

function pickReward(text: string): number | string | null {
  const rewards = parseObject(text);
  if (rewards === null) return "reward.json holds no object";
  const names = Object.keys(rewards);
  if (names.length > 1 && !("reward" in rewards))
    return `reward.json holds ${names.slice(0, 5).join(", ")}, and none of them is called reward`;
  const value = "reward" in rewards ? rewards["reward"] : rewards[names[0] ?? ""];
  return typeof value === "number" ? value : null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
