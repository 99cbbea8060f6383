"use strict";

// Another way to write it: one class that changes itself, a CSS grid for a board, setInterval for a clock.
class NightExpress {
  constructor(file) {
    this.width = file.columns;
    this.height = file.rows;
    this.levels = file.levels;
    this.best = parseInt(localStorage.bestScore, 10) || 0;
    this.board = document.getElementById("board");
    for (let n = 0; n < this.width * this.height; n++) this.board.append(document.createElement("i"));
    this.timer = 0;
    this.reset();
  }

  reset() {
    this.score = 0;
    this.count = 0;
    this.openLevel(0);
  }

  openLevel(number) {
    this.number = number;
    this.level = this.levels[number];
    const { column, row, heading } = this.level.start;
    this.dir = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[heading];
    this.cells = [0, 1, 2].map((n) => this.key(column - n * this.dir[0], row - n * this.dir[1]));
    this.queue = [];
    this.next = 0;
    this.enter("ready", "Level " + (number + 1) + ": press Enter.");
  }

  key(column, row) {
    return (row - 1) * this.width + (column - 1);
  }

  enter(state, news) {
    this.state = state;
    clearInterval(this.timer);
    this.timer = 0;
    if (state === "playing") this.wind();
    document.getElementById("news").textContent = news;
    this.draw();
  }

  wind() {
    clearInterval(this.timer);
    this.period = 160 - 16 * Math.floor(this.count / 3);
    this.timer = setInterval(() => this.advance(), this.period);
  }

  action() {
    if (this.state === "over" || this.state === "won") this.reset();
    else if (this.state === "ready") this.enter("playing", "Off we go.");
  }

  pause() {
    if (this.state === "playing") this.enter("paused", "Paused.");
    else if (this.state === "paused") this.enter("playing", "Off we go.");
  }

  turn(dir) {
    if (this.state === "ready") this.action();
    if (this.state !== "playing" || this.queue.length > 1) return;
    const last = this.queue.length > 0 ? this.queue[this.queue.length - 1] : this.dir;
    // Neither on nor back: the two are at right angles.
    if (last[0] * dir[0] + last[1] * dir[1] === 0) this.queue.push(dir);
  }

  advance() {
    const dir = this.queue.length > 0 ? this.queue.shift() : this.dir;
    let column = (this.cells[0] % this.width) + 1 + dir[0];
    let row = Math.floor(this.cells[0] / this.width) + 1 + dir[1];
    for (const [a, b] of this.level.tunnels) {
      if (a[0] === column && a[1] === row) { [column, row] = b; break; }
      if (b[0] === column && b[1] === row) { [column, row] = a; break; }
    }
    const cell = this.key(column, row);
    const goal = this.level.passengers[this.next];
    const gain = cell === this.key(goal[0], goal[1]) && column > 0 && column <= this.width;
    const body = gain ? this.cells : this.cells.slice(0, this.cells.length - 1);
    const outside = column < 1 || row < 1 || column > this.width || row > this.height;
    if (outside || body.includes(cell) || this.level.rocks.some(([c, r]) => c === column && r === row)) {
      this.enter("over", "Game over with " + this.score + " points.");
      return;
    }
    this.dir = dir;
    this.cells = [cell].concat(body);
    if (gain) this.collect();
    else this.draw();
  }

  collect() {
    this.score += 10;
    this.count++;
    this.next++;
    if (this.score > this.best) localStorage.bestScore = this.best = this.score;
    if (this.next < this.level.passengers.length) {
      if (this.count % 3 === 0) this.wind();
      this.draw();
    } else if (this.number + 1 < this.levels.length) this.openLevel(this.number + 1);
    else this.enter("won", "You win with " + this.score + " points!");
  }

  draw() {
    const names = new Array(this.width * this.height).fill("");
    const goal = this.level.passengers[this.next];
    for (const [c, r] of this.level.rocks) names[this.key(c, r)] = "rock";
    for (const pair of this.level.tunnels) for (const [c, r] of pair) names[this.key(c, r)] = "tunnel";
    if (goal) names[this.key(goal[0], goal[1])] = "passenger";
    this.cells.forEach((cell, n) => { names[cell] = n === 0 ? "engine" : "carriage"; });
    names.forEach((name, n) => { if (this.board.children[n].className !== name) this.board.children[n].className = name; });
    const texts = {
      score: this.score,
      best: this.best,
      level: this.number + 1,
      length: this.cells.length,
      state: this.state,
      position: "column " + ((this.cells[0] % this.width) + 1) + ", row " + (Math.floor(this.cells[0] / this.width) + 1),
      passenger: goal ? "column " + goal[0] + ", row " + goal[1] : "none",
    };
    for (const id in texts) document.querySelector("[data-testid=" + id + "]").textContent = texts[id];
    document.getElementById("action").textContent =
      { ready: "Start", playing: "Pause", paused: "Resume" }[this.state] || "New game";
  }
}

const TURNS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const LETTERS = { KeyW: "ArrowUp", KeyS: "ArrowDown", KeyA: "ArrowLeft", KeyD: "ArrowRight" };

fetch("assets/levels.json").then((answer) => answer.json()).then((file) => {
  const game = new NightExpress(file);
  window.onkeydown = (event) => {
    const dir = TURNS[LETTERS[event.code] || event.code];
    if (dir) {
      event.preventDefault();
      game.turn(dir);
    } else if (event.code === "KeyP") game.pause();
    else if (event.code === "Enter") {
      event.preventDefault();
      game.action();
    }
  };
  for (const button of document.querySelectorAll("[data-turn]")) {
    button.onclick = () => game.turn(TURNS[button.dataset.turn]);
  }
  document.getElementById("action").onclick = () => {
    if (game.state === "playing" || game.state === "paused") game.pause();
    else game.action();
  };
});
