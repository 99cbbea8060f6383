import { testBuildingDashboard } from "./build-dashboard.ts";

await testBuildingDashboard({
  agent: "loop",
  protocol: "openai-chat",
  model: "openai-compatible/scripted-coder",
  write: (path, content) => ({ name: "create_file", arguments: { path, content } }),
  shell: (command) => ({ name: "run_command", arguments: { command } }),
  listFiles: { name: "list_files" },
});
