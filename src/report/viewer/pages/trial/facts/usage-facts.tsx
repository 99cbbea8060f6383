import { formatCost, formatDuration } from "../../../../../core/format.ts";
import type { ModelTiming, Usage } from "../../../../../core/usage.ts";
import { formatCount } from "../../../parts/format.ts";
import { type Fact, FactsTable } from "./facts-table.tsx";

export function UsageFacts({ usage, timing }: { usage: Usage; timing: ModelTiming }) {
  return <FactsTable label="Model calls" facts={[...listUsage(usage), ...listTiming(timing)]} />;
}

function listUsage(usage: Usage): Fact[] {
  const unmetered = usage.unmeteredRequests === 0 ? null : `${usage.unmeteredRequests} of them told no usage`;
  return [
    { name: "Requests", value: formatCount(usage.requests), note: unmetered },
    { name: "Input tokens", value: formatCount(usage.inputTokens), note: "those of the cache included" },
    { name: "Read from the cache", value: formatCount(usage.cacheReadTokens) },
    { name: "Written to the cache", value: formatCount(usage.cacheWriteTokens) },
    { name: "Output tokens", value: formatCount(usage.outputTokens), note: "those of reasoning included" },
    { name: "Reasoning tokens", value: formatCount(usage.reasoningTokens) },
    { name: "Cost", value: formatCost(usage.costUsd) },
  ];
}

function listTiming({ modelMs, waitMs, firstTokenMs, outputTokensPerSecond }: ModelTiming): Fact[] {
  return [
    { name: "Time of the model", value: formatDuration(modelMs) },
    { name: "Waited for the provider", value: formatDuration(waitMs), note: "on nobody’s clock" },
    {
      name: "Time to the first token",
      value: firstTokenMs === null ? "not known" : formatDuration(firstTokenMs),
      note: "the median",
    },
    {
      name: "Speed",
      value:
        outputTokensPerSecond === null
          ? "not known"
          : `${formatCount(Number(outputTokensPerSecond.toFixed(1)))} output tokens a second`,
    },
  ];
}
