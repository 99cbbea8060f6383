import { access } from "node:fs/promises";
import { constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const PROGRAMS = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];

const LINUX_PATHS = ["/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"];

const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"];

const WINDOWS_PATHS = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/** Chromium and its relatives that are installed on this machine, best first. */
export async function findInstalledBrowsers(): Promise<string[]> {
  const paths = [...new Set(listPaths())];
  const present = await Promise.all(paths.map(isExecutable));
  return paths.filter((_, index) => present[index]);
}

function listPaths(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  if (process.platform === "darwin") {
    const roots = ["/Applications", join(homedir(), "Applications")];
    const apps = MAC_APPS.flatMap((app) =>
      roots.map((root) => join(root, `${app}.app`, "Contents", "MacOS", app)),
    );
    return [...apps, ...onPath];
  }
  if (process.platform === "win32") {
    const { PROGRAMFILES, "PROGRAMFILES(X86)": programs32, LOCALAPPDATA } = process.env;
    const roots = [PROGRAMFILES, programs32, LOCALAPPDATA].filter((root) => root !== undefined);
    return WINDOWS_PATHS.flatMap((path) => roots.map((root) => join(root, path)));
  }
  return [...onPath, ...LINUX_PATHS];
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
