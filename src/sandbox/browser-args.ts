/**
 * What every browser gets: no call of its own to anybody, nothing that differs between two looks at one page.
 * Web security, site isolation and the like stay as a visitor has them.
 */
export const BROWSER_ARGS: readonly string[] = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-quic",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];
