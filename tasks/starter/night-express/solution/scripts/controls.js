const DIRECTION_OF_KEY = {
  arrowup: "up",
  w: "up",
  arrowdown: "down",
  s: "down",
  arrowleft: "left",
  a: "left",
  arrowright: "right",
  d: "right",
};

/** Turns keys and buttons into the three things that a player can do. */
export function listenToPlayer({ steer, pause, proceed }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const direction = DIRECTION_OF_KEY[key];
    if (direction !== undefined) {
      // Arrow keys would scroll the page away from under the player.
      event.preventDefault();
      if (!event.repeat) steer(direction);
      return;
    }
    if (event.repeat) return;
    if (key === "p") pause();
    // On a button, Enter is that button's click already.
    if (key === "enter" && !(event.target instanceof HTMLButtonElement)) proceed();
  });

  for (const button of document.querySelectorAll("[data-direction]")) {
    // A finger's touch counts when it lands; keyboards and assistive technology send a click without it.
    button.addEventListener("pointerdown", (event) => {
      if (event.button === 0) steer(button.dataset.direction);
    });
    button.addEventListener("click", (event) => {
      if (event.detail === 0) steer(button.dataset.direction);
    });
  }
}
