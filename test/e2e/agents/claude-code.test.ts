import { testBuildingDashboard } from "./build-dashboard.ts";

await testBuildingDashboard({
  agent: "claude-code",
  protocol: "anthropic-messages",
  model: "anthropic/scripted-coder",
  write: (path, content) => ({ name: "Write", arguments: { file_path: `/app/${path}`, content } }),
  shell: (command) => ({ name: "Bash", arguments: { command, description: "look around" } }),
  listFiles: { name: "mcp__sandbox__list_files" },
});
