import { placeCard } from "../commands.js";
import { createMatcher } from "../filter.js";
import { pickUp, putBack, shiftAcross, shiftInColumn } from "../lift.js";

const BUTTON = "[data-action=move]";

const KEYS = {
  ArrowUp: (state) => shiftInColumn(state, -1),
  ArrowDown: (state) => shiftInColumn(state, 1),
  ArrowLeft: (state) => shiftAcross(state, -1),
  ArrowRight: (state) => shiftAcross(state, 1),
  Escape: putBack,
};

/** Moves cards by their Move buttons: picked up, moved by arrow keys, dropped or put back. */
export function moveByKeyboard(root, store) {
  const { state } = store;
  const apply = ({ lift, message }) => store.setLift(lift, message);
  const isLifted = (element) =>
    state.lift !== null && element.matches(BUTTON) && cardIdOf(element) === state.lift.cardId;

  root.addEventListener("click", (event) => {
    const button = event.target.closest(BUTTON);
    if (button === null) return;
    if (!isLifted(button)) apply(pickUp(state, cardIdOf(button)));
    else store.run(placeCard(state.lift.cardId, state.lift, createMatcher(state.filter)));
  });

  root.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (act === undefined || !isLifted(event.target)) return;
    event.preventDefault();
    apply(act(state));
  });

  // The card that is left while it is picked up goes back. Drawing it anew takes the focus for a moment only.
  root.addEventListener("focusout", () => {
    setTimeout(() => {
      if (state.lift !== null && !isLifted(document.activeElement)) apply(putBack(state));
    });
  });
}

const cardIdOf = (element) => element.closest("[data-card-id]").dataset.cardId;
