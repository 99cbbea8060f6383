import { page } from "./app.ts";

/** Pages of an app that was asked for the design of `fixtures/design/reference.html`. */

interface Looks {
  readonly ink: string;
  readonly ground: string;
  readonly dark: string;
  readonly light: string;
  readonly pale: string;
  readonly accent: string;
  readonly accentPale: string;
}

/** Nearly those of the design, as read off a picture. */
const NEAR: Looks = {
  ink: "#20293a",
  ground: "#f3f5f8",
  dark: "#123f60",
  light: "#ffffff",
  pale: "#dce9fd",
  accent: "#f4a011",
  accentPale: "#fdf3ca",
};
const WRONG: Looks = {
  ink: "#f5d0fe",
  ground: "#14532d",
  dark: "#f87171",
  light: "#3f0d12",
  pale: "#111111",
  accent: "#0ea5e9",
  accentPale: "#7c2d12",
};

const styleOf = (looks: Looks): string => `<style>
  * { box-sizing: border-box; }
  body { margin: 0; font-family: sans-serif; font-size: 16px; line-height: 1.45; color: ${looks.ink}; background: ${looks.ground}; }
  .bar { background: ${looks.dark}; color: ${looks.light}; height: 78px; padding: 0 64px; display: flex; align-items: center; }
  .bar b { font-size: 23px; margin-right: 36px; }
  .bar ul { list-style: none; display: flex; margin: 0; padding: 0; flex: 1; }
  .bar li { margin-right: 30px; }
  .btn { background: ${looks.accent}; color: ${looks.ink}; border: none; border-radius: 6px; padding: 11px 20px; font: inherit; }
  .top { background: ${looks.pale}; padding: 56px 0 62px; text-align: center; }
  .top h1 { font-size: 42px; margin: 0 0 14px; line-height: 1.2; }
  .top div { width: 540px; margin: 0 auto 22px; }
  .top a { background: ${looks.dark}; color: ${looks.light}; padding: 12px 26px; border-radius: 8px; text-decoration: none; display: inline-block; }
  .row { display: flex; gap: 22px; padding: 38px 64px; }
  .card { flex: 1; background: ${looks.light}; border: 1px solid #ccd4df; border-radius: 10px; padding: 22px; }
  .card h3 { margin: 0 0 8px; font-size: 20px; }
  .card .big { font-size: 31px; font-weight: bold; color: ${looks.dark}; margin-bottom: 8px; }
  .card.gold { background: ${looks.accentPale}; border-color: ${looks.accent}; }
  .list { padding: 0 64px 38px; }
  .list h3 { margin: 0 0 8px; font-size: 20px; }
  .line { display: grid; grid-template-columns: 42% 33% 25%; background: ${looks.light}; border-bottom: 1px solid #e1e6ee; }
  .line span { padding: 10px 16px; }
  .line.head { background: #e3e8ef; font-weight: 600; }
  .ask { display: flex; gap: 12px; margin-top: 22px; }
  .ask input { width: 330px; border: 1px solid #98a4b5; border-radius: 8px; padding: 10px 12px; font: inherit; }
  .foot { background: ${looks.dark}; color: #c9d3e0; text-align: center; padding: 24px; }
</style>`;

const BODY = `
  <div class="bar"><b>Harbour</b><ul><li>Berths</li><li>Weather</li><li>Tides</li></ul><button class="btn">Sign in</button></div>
  <div class="top"><h1>A quiet berth for every boat</h1>
    <div>Book by the night, arrive with the tide, and pay the harbour master when you leave.</div>
    <a href="#find">Find a berth</a></div>
  <div class="row">
    <div class="card"><h3>Day mooring</h3><div class="big">€18</div><span>Until sunset, with fresh water at the pontoon.</span></div>
    <div class="card"><h3>Night mooring</h3><div class="big">€34</div><span>Power, showers and a lit walkway to the town.</span></div>
    <div class="card gold"><h3>Whole season</h3><div class="big">€980</div><span>April to October, your own number on the quay.</span></div>
  </div>
  <div class="list"><h3>Arrivals today</h3>
    <div class="line head"><span>Boat</span><span>Length</span><span>Due</span></div>
    <div class="line"><span>Marigold</span><span>9.4 m</span><span>14:20</span></div>
    <div class="line"><span>Second Wind</span><span>12.1 m</span><span>16:05</span></div>
    <div class="line"><span>Kittiwake</span><span>7.8 m</span><span>18:40</span></div>
    <div class="ask"><input placeholder="Name of your boat"><button class="btn">Announce</button></div>
  </div>
  <div class="foot">Channel 12, day and night</div>`;

/** Built anew from the picture: other elements, sizes off by a few pixels, colours off by a shade. */
export const HONEST = page(BODY, styleOf(NEAR));
export const WRONG_COLOURS = page(BODY, styleOf(WRONG));
export const NO_LAYOUT = page(BODY);
/** One right word in its place. */
export const ONE_WORD = page(
  `<div style="position:absolute;left:60px;top:23px;font:bold 22px sans-serif">Harbour</div>`,
);
export const EMPTY = page("");
/** Serve the picture at /design.png. */
export const AS_PICTURE = page(
  `<img src="/design.png" alt="" style="display:block">`,
  `<style>body{margin:0}</style>`,
);
/** The right words above the picture of the design, more or less faint. */
export const asPictureWithWords = (opacity: number): string =>
  page(
    `<div style="position:absolute;inset:0;opacity:${opacity}">${BODY}</div><img src="/design.png" alt="">`,
    `${styleOf(NEAR)}<style>
       div * { background: none !important; border-color: transparent !important }
       img { position: absolute; top: 0; left: 0; z-index: -1 }</style>`,
  );
/** The rebuild itself, beneath the picture. */
export const BENEATH_PICTURE = page(
  `${BODY}<img src="/design.png" alt="" style="position:absolute;top:0;left:0">`,
  styleOf(NEAR),
);
/** The rebuild as a page that is put together late, with a clock, a carousel and things that come in. */
export const LIVELY = page(
  `<div id="app"></div><script>
     setTimeout(() => { app.innerHTML = ${JSON.stringify(BODY)} }, 100);
     setInterval(() => { document.body.append(document.createElement("p")); app.title = Date.now() }, 30);
   </script>`,
  `${styleOf(NEAR)}<style>p { margin: 0 }
     .card { animation: come .4s both } .top { transition: all 9s } .bar { animation: glow 1s infinite alternate }
     @keyframes come { from { opacity: 0; transform: translateY(90px) } }
     @keyframes glow { to { background: red } }</style>`,
);
