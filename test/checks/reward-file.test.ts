import { expect, it } from "vitest";
import { readReward } from "../../src/checks/reward/reward-file.ts";

it.each([
  ["reward.txt", "1\n", 1],
  ["reward.txt", " 0.25 ", 0.25],
  ["reward.txt", "", "reward.txt holds no number"],
  ["reward.txt", "passed", "reward.txt holds no number"],
  ["reward.txt", "Infinity", "reward.txt holds no number"],
  ["reward.txt", "2", "reward.txt holds 2, and a reward is 0 to 1"],
  ["reward.txt", "-1", "reward.txt holds -1, and a reward is 0 to 1"],
  ["reward.json", '{"reward": 0.5, "style": 1}', 0.5],
  ["reward.json", '{"accuracy": 1}', 1],
  ["reward.json", '{"a": 1, "b": 0}', "reward.json holds a, b, and none of them is called reward"],
  ["reward.json", '{"reward": "1"}', "reward.json holds no number"],
  ["reward.json", "{}", "reward.json holds no number"],
  ["reward.json", "[1]", "reward.json holds no object"],
  ["reward.json", "{", "reward.json holds no object"],
] as const)("of %s with %j the reward is %j", (name, text, reward) => {
  expect(readReward(name, text)).toBe(reward);
});
