import { testBuildingDashboard } from "./build-dashboard.ts";

await testBuildingDashboard({
  agent: "gemini-cli",
  protocol: "gemini",
  model: "google/scripted-coder",
  write: (path, content) => ({ name: "write_file", arguments: { file_path: `/app/${path}`, content } }),
  shell: (command) => ({ name: "run_shell_command", arguments: { command, description: "look around" } }),
  listFiles: { name: "mcp_sandbox_list_files" },
});
