import type { SandboxLayout, SandboxRole, SandboxUser } from "../../core/sandbox.ts";

/** Users of the images. PID 1 is root (without capabilities), which none of them can stop. */
export const UIDS: Readonly<Record<SandboxUser, number>> = { agent: 10001, forwarder: 10002, checker: 10003 };

const HOMES: Readonly<Record<SandboxUser, string>> = {
  agent: "/home/agent",
  forwarder: "/nonexistent",
  checker: "/home/checker",
};

/** Where an image has the modules of the checker, and its browser. */
export const CHECKER_MODULES = "/opt/checker";
export const CHROMIUM = "/usr/local/bin/chromium";

/** Who runs what names no user, and owns what can be written. */
export const defaultUser = (role: SandboxRole): SandboxUser => (role === "checker" ? "checker" : "agent");

export const layoutOf = (role: SandboxRole): SandboxLayout => ({
  app: "/app",
  home: HOMES[defaultUser(role)],
  tmp: "/tmp",
  runtime: "/opt/buildoff",
  job: "/job",
  node: "/usr/local/bin/node",
  port: 3000,
});

/** Variables that every command gets beside those of its image; what the caller asks for wins. */
export const environmentOf = (user: SandboxUser): Record<string, string> => ({
  HOME: HOMES[user],
  USER: user,
  TMPDIR: "/tmp",
  LANG: "C.UTF-8",
});
