import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { ensureCacheFolder, fillOnce } from "../cache-folder.ts";

const PACKAGE = "@sparticuz/chromium";
const UNPACK_TIMEOUT_MS = 5 * 60_000;

/** WebGL without a graphics card, by the renderer that the package brings; pages are composed without it, five times as fast. */
const GRAPHICS_ARGS = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-gpu-compositing",
];

interface BundledBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** Where its fonts are and, in the first of them, its libraries too: those of the system come second. */
  readonly environments: readonly Readonly<Record<string, string>>[];
}

/**
 * Chromium from the package `@sparticuz/chromium`, unpacked at first use into the cache. Its own default flags are for a
 * cloud function and turn web security off; none of them is used. Null where there is none for this machine.
 */
export async function unpackBundledBrowser(): Promise<BundledBrowser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const entry = resolvePackage();
  if (entry === null) return null;
  const { version } = JSON.parse(await readFile(new URL("../package.json", entry), "utf8")) as {
    readonly version: string;
  };
  const folder = join(await ensureCacheFolder(), `chromium-${version}`);
  await fillOnce(folder, (partial) => unpack(entry, partial, folder));
  const fonts = { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  return {
    executablePath: join(folder, "chromium"),
    args: GRAPHICS_ARGS,
    environments: [{ ...fonts, LD_LIBRARY_PATH: join(folder, "al2023", "lib") }, fonts],
  };
}

function resolvePackage(): string | null {
  try {
    return import.meta.resolve(PACKAGE);
  } catch {
    return null;
  }
}

/**
 * The package unpacks into the temporary folder of its process, under fixed names: so it gets a process and a temporary
 * folder of its own. It adds the libraries that a bare machine lacks only where it believes to be in a cloud function.
 */
async function unpack(entry: string, partial: string, folder: string): Promise<void> {
  const script = `const { default: chromium } = await import(process.argv[1]); await chromium.executablePath();`;
  await execa(process.execPath, ["--input-type=module", "--eval", script, entry], {
    env: { TMPDIR: partial, HOME: partial, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
    extendEnv: false,
    stdin: "ignore",
    timeout: UNPACK_TIMEOUT_MS,
  });
  // Throws where the package has changed its ways, rather than keeping half a browser.
  await stat(join(partial, "chromium"));
  await writeFile(join(partial, "fonts.conf"), createFontConfig(folder));
}

/** The fonts of the package, and those of the machine for all scripts that it lacks. */
const createFontConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts", "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
