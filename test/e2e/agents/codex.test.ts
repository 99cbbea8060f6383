import { testBuildingDashboard } from "./build-dashboard.ts";

/** Its model writes files through the shell. */
const toCommand = (path: string, content: string): string =>
  `mkdir -p "$(dirname '/app/${path}')" && echo '${Buffer.from(content).toString("base64")}' | base64 -d >'/app/${path}'`;

await testBuildingDashboard({
  agent: "codex",
  protocol: "openai-responses",
  model: "openai/scripted-coder",
  write: (path, content) => ({ name: "exec_command", arguments: { cmd: toCommand(path, content) } }),
  shell: (command) => ({ name: "exec_command", arguments: { cmd: command, yield_time_ms: 10_000 } }),
  listFiles: { name: "list_files", namespace: "mcp__sandbox" },
});
