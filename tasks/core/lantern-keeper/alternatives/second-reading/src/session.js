import { createGame } from "./engine.js";

const BEAT_MS = 400;
/** What is later than this (a machine that slept, say) is not made up. */
const LONGEST_DELAY_MS = 4000;

/**
 * A visit of the player: which level is set up, whether it is played, paused or replayed, and the clock that
 * makes the beats. Levels are counted from 0 here.
 *
 * Time is what has been played of the level, in ms: beat n is due at n * BEAT_MS, however late the ones before
 * were. A record holds the inputs as `[beat, ms since that beat, action]`.
 */
export function createSession(data, saves, onChange) {
  const session = { state: "ready", level: 0, game: null, news: "" };
  let startedAt = 0;
  let pausedTime = 0;
  let timer = null;
  // What is going on: "playing" or "replay", also in a pause.
  let mode = "playing";
  let inputs = [];
  let nextInput = 0;

  const isRunning = () => session.state === "playing" || session.state === "replay";
  const getTime = () => performance.now() - startedAt;
  const tell = (sentences) => {
    if (sentences.length > 0) session.news = sentences.join(" ");
  };

  function schedule() {
    clearTimeout(timer);
    if (!isRunning()) return;
    const { beatNumber } = session.game;
    let due = (beatNumber + 1) * BEAT_MS;
    const input = inputs[nextInput];
    if (mode === "replay" && input?.[0] === beatNumber) due = beatNumber * BEAT_MS + input[1];
    timer = setTimeout(
      () => {
        advance();
        onChange();
      },
      Math.max(0, due - getTime()),
    );
  }

  /** Does all that is due by now. */
  function advance() {
    if (!isRunning()) return;
    const { game } = session;
    const delay = getTime() - (game.beatNumber + 1) * BEAT_MS;
    if (delay > LONGEST_DELAY_MS) startedAt += delay - LONGEST_DELAY_MS;
    const time = getTime();
    while (isRunning()) {
      const { beatNumber } = game;
      const input = inputs[nextInput];
      if (mode === "replay" && input?.[0] === beatNumber) {
        if (beatNumber * BEAT_MS + input[1] > time) break;
        nextInput += 1;
        tell(game.act(input[2]));
      } else {
        if ((beatNumber + 1) * BEAT_MS > time) break;
        const news = game.beat();
        if (game.status !== null) news.push(...end());
        tell(news);
      }
    }
    schedule();
  }

  function end() {
    const { game, level } = session;
    session.state = game.status;
    if (mode === "playing") {
      saves.keepRecord({ level: level + 1, inputs });
      if (game.status === "cleared") saves.keepScore(level + 1, game.score);
    }
    return game.status === "cleared" ? [`Level ${level + 1} cleared with ${game.score} points.`] : [];
  }

  function begin(state) {
    session.state = state;
    mode = state;
    startedAt = performance.now();
    nextInput = 0;
    schedule();
  }

  function setUp(level) {
    session.level = level;
    session.game = createGame(data, data.levels[level]);
    session.state = "ready";
    session.news = `Level ${level + 1}: ${data.levels[level].name}. Press Start when you are ready.`;
    schedule();
  }

  /** An action of the player, with all that is due done before it. */
  const action = (run) => (argument) => {
    advance();
    run(argument);
    onChange();
  };

  const isOpen = (level) => level === 0 || saves.bestOf(level) !== null;
  const canReplay = () =>
    ["ready", "cleared", "failed"].includes(session.state) &&
    data.levels[(saves.record?.level ?? 0) - 1] !== undefined;

  const pause = () => {
    if (!isRunning()) return;
    pausedTime = getTime();
    session.state = "paused";
    session.news = "Paused.";
    schedule();
  };
  const resume = () => {
    startedAt = performance.now() - pausedTime;
    session.state = mode;
    session.news = mode === "replay" ? "The replay goes on." : "The game goes on.";
    schedule();
  };
  const goOn = () => {
    const { state, level } = session;
    if (state === "ready") {
      inputs = [];
      begin("playing");
    } else if (state === "cleared") setUp(Math.min(level + 1, data.levels.length - 1));
    else if (state === "failed") setUp(level);
  };
  const togglePause = () => (session.state === "paused" ? resume() : pause());

  setUp(0);
  return {
    session,
    isOpen,
    canReplay,
    /** What the one button of Enter and P reads. */
    describeButton: () =>
      ({
        ready: "Start",
        playing: "Pause",
        replay: "Pause",
        paused: "Resume",
        cleared: session.level === data.levels.length - 1 ? "Play again" : "Next level",
        failed: "Try again",
      })[session.state],

    goOn: action(goOn),
    togglePause: action(togglePause),
    pressButton: action(() => (isRunning() || session.state === "paused" ? togglePause() : goOn())),
    pause: action(pause),
    restart: action(() => setUp(session.level)),
    chooseLevel: action((level) => {
      if (isOpen(level)) setUp(level);
    }),
    watchReplay: action(() => {
      if (!canReplay()) return;
      const { record } = saves;
      setUp(record.level - 1);
      session.news = `Replay of Level ${record.level}.`;
      inputs = record.inputs;
      begin("replay");
    }),
    /** Walks or uses, while a game is played. */
    act: action((input) => {
      if (session.state !== "playing") return;
      const { beatNumber } = session.game;
      const offset = Math.min(BEAT_MS - 1, Math.max(0, Math.floor(getTime() - beatNumber * BEAT_MS)));
      inputs.push([beatNumber, offset, input]);
      tell(session.game.act(input));
    }),
  };
}
