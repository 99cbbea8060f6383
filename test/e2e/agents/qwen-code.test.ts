import { testBuildingDashboard } from "./build-dashboard.ts";

await testBuildingDashboard({
  agent: "qwen-code",
  protocol: "openai-chat",
  model: "openai-compatible/scripted-coder",
  write: (path, content) => ({ name: "write_file", arguments: { file_path: `/app/${path}`, content } }),
  shell: (command) => ({
    name: "run_shell_command",
    arguments: { command, is_background: false, description: "look around" },
  }),
  listFiles: { name: "mcp__sandbox__list_files" },
});
