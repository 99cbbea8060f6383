import { addStep, type History, startHistory } from "../../../src/agents/loop/history.ts";

/** A conversation with one result of a tool a step. */
export function converse(results: readonly string[], type: "text" | "error-text" = "text"): History {
  return results.reduce((history, value, index) => {
    const call = { toolCallId: `call-${index}`, toolName: "read_file" };
    return addStep(history, [
      { role: "assistant", content: [{ type: "tool-call", ...call, input: { path: "a.txt" } }] },
      { role: "tool", content: [{ type: "tool-result", ...call, output: { type, value } }] },
    ]);
  }, startHistory("BUILD THE THING"));
}
