const INPUT_OF_KEY = {
  arrowup: "up",
  w: "up",
  arrowdown: "down",
  s: "down",
  arrowleft: "left",
  a: "left",
  arrowright: "right",
  d: "right",
  " ": "use",
  e: "use",
};
const COMMAND_OF_KEY = { enter: "proceed", p: "togglePause", r: "restart", v: "watchReplay" };

/** Turns keys and buttons into what a player can do. */
export function listenToPlayer({ act, ...commands }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    // A focused button is pressed by these two already.
    if ((key === " " || key === "enter") && event.target instanceof HTMLButtonElement) return;
    const input = INPUT_OF_KEY[key];
    if (input !== undefined) {
      // Arrow keys and the space bar would scroll the page away from under the player.
      event.preventDefault();
      if (!event.repeat || input !== "use") act(input);
    } else if (key in COMMAND_OF_KEY && !event.repeat) {
      commands[COMMAND_OF_KEY[key]]();
    }
  });

  // A click leaves the focus where it is: the space bar is the keeper's, not the clicked button's.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("button") !== null) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-input]")) {
    // A finger counts when it lands; keyboards and assistive technology send a click without it.
    button.addEventListener("pointerdown", (event) => {
      if (event.button === 0) act(button.dataset.input);
    });
    button.addEventListener("click", (event) => {
      if (event.detail === 0) act(button.dataset.input);
    });
  }
}
