/** The page's one style sheet: system fonts, both colour schemes, from 360 px up. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #fbfbfa; --panel: #fff; --ink: #1c1d1f; --dim: #5d6066; --line: #dedfe2;
  --good: #0a6b3d; --good-bg: #e2f4ea; --bad: #a3211b; --bad-bg: #fbe7e5; --odd: #7a5200; --odd-bg: #fbf0d9; }
@media (prefers-color-scheme: dark) { :root { --bg: #141517; --panel: #1c1e21; --ink: #ececee; --dim: #a4a8b0; --line: #34373c;
  --good: #7fdcab; --good-bg: #12352a; --bad: #ff9d94; --bad-bg: #43201e; --odd: #f3c56b; --odd-bg: #3c2f12; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 64px; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 4px; } h2 { font-size: 1.15rem; margin: 36px 0 12px; }
h3 { font-size: 1rem; margin: 0; } p { margin: 0 0 8px; } .dim { color: var(--dim); }
.verdict { font-size: 1.1rem; margin: 14px 0 18px; }
code, pre { font: 13px/1.45 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--bg); border: 1px solid var(--line); border-radius: 6px; padding: 8px 10px; margin: 6px 0; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; background: var(--panel); border: 1px solid var(--line); }
th, td { text-align: start; padding: 7px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--dim); font-size: 13px; } td.n { white-space: nowrap; } td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; }
a { color: inherit; text-underline-offset: 2px; }
.tag { display: inline-block; border-radius: 4px; padding: 1px 8px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.good { color: var(--good); background: var(--good-bg); } .bad { color: var(--bad); background: var(--bad-bg); } .odd { color: var(--odd); background: var(--odd-bg); }
article { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px; margin: 0 0 18px; }
article > header { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: baseline; margin-bottom: 8px; }
.check { border-top: 1px solid var(--line); padding: 10px 0; } .check .head { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: baseline; }
.shots { display: flex; flex-wrap: wrap; gap: 10px; margin: 8px 0; } figure { margin: 0; max-width: 100%; }
.shots img { display: block; max-width: 100%; width: 320px; height: auto; border: 1px solid var(--line); border-radius: 4px; } figcaption { font-size: 12px; color: var(--dim); }
summary { cursor: pointer; padding: 4px 0; } details > summary { color: var(--dim); }
ul { margin: 6px 0; padding-inline-start: 20px; } .facts { display: flex; flex-wrap: wrap; gap: 4px 20px; color: var(--dim); font-size: 13px; margin: 0 0 6px; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
`;
