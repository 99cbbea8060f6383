import { waitingPassenger } from "./rules.js";
import { describeBanner, describeCell, MAIN_BUTTON } from "./words.js";

/** Shows a game in words and figures: everything but the picture. */
export function createPanelView({ onMainButton }) {
  const byTestId = (id) => document.querySelector(`[data-testid="${id}"]`);
  const fields = Object.fromEntries(
    ["score", "best", "level", "length", "position", "passenger", "state"].map((id) => [id, byTestId(id)]),
  );
  const mainButton = document.querySelector(".main-button");
  const announcement = document.querySelector(".announcement");
  const banner = document.querySelector(".banner");
  const [bannerTitle, bannerHint] = banner.children;
  mainButton.addEventListener("click", onMainButton);
  mainButton.disabled = false;

  return {
    show(game, best) {
      write(fields.score, game.score);
      write(fields.best, best);
      write(fields.level, game.levelIndex + 1);
      write(fields.length, game.train.length);
      write(fields.position, describeCell(game.train[0]));
      write(fields.passenger, describeCell(waitingPassenger(game)));
      write(fields.state, game.phase);
      write(mainButton, MAIN_BUTTON[game.phase]);
      document.body.dataset.phase = game.phase;

      const words = describeBanner(game);
      banner.hidden = words === null;
      write(bannerTitle, words?.title ?? "");
      write(bannerHint, words?.hint ?? "");
    },
    announce(text) {
      if (document.body.dataset.phase === "playing") document.querySelector(".voice").textContent = text;
      write(announcement, text);
    },
  };
}

/** Leaves equal text alone, so that a screen reader has nothing to say twice. */
function write(element, value) {
  const text = String(value);
  if (element.textContent !== text) element.textContent = text;
}
