import { testBuildingDashboard } from "./build-dashboard.ts";

await testBuildingDashboard({
  agent: "opencode",
  protocol: "openai-chat",
  model: "deepseek/scripted-coder",
  write: (path, content) => ({ name: "write", arguments: { filePath: `/app/${path}`, content } }),
  shell: (command) => ({ name: "bash", arguments: { command, description: "look around" } }),
  listFiles: { name: "sandbox_list_files" },
});
