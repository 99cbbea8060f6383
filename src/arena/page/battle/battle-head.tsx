import { useId, useState } from "react";
import { showHidden } from "../../../report/viewer/parts/format.ts";
import type { Battle } from "../../site/protocol.ts";
import { useSpeech } from "../words/language.tsx";
import { reflow } from "./reflow.ts";

interface BattleHeadProps {
  readonly battle: Battle;
  readonly isBuilt: boolean;
  readonly onBuilt: () => void;
}

/** What the agents were asked for. It can be folded away. */
export function BattleHead({ battle, isBuilt, onBuilt }: BattleHeadProps) {
  const id = useId();
  const { brief, built } = useSpeech().words;
  const [isOpen, setIsOpen] = useState(() => matchMedia("(width > 640px) and (height >= 600px)").matches);
  return (
    <>
      <div className="battle-head">
        <h1 tabIndex={-1} lang={battle.language}>
          <bdi>{showHidden(battle.title)}</bdi>
        </h1>
        <span className="dim">{battle.category}</span>
        <div className="battle-views">
          <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
            {brief.title}
          </button>
          <button type="button" aria-pressed={isBuilt} onClick={onBuilt}>
            {built.title}
          </button>
        </div>
      </div>
      <Brief id={id} battle={battle} isOpen={isOpen} />
    </>
  );
}

interface BriefProps {
  readonly id: string;
  readonly battle: Battle;
  readonly isOpen: boolean;
}

/** As it was written, turn by turn. */
function Brief({ id, battle, isOpen }: BriefProps) {
  const { words, number } = useSpeech();
  const { turns, language } = battle;
  return (
    <section
      id={id}
      className="brief"
      aria-label={words.brief.title}
      hidden={!isOpen}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {turns.map((text, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a turn is its place
        <div key={place}>
          {turns.length > 1 && <h2>{words.brief.turn(number(place + 1))}</h2>}
          <p lang={language} dir="auto">
            {showHidden(reflow(text.trim()))}
          </p>
        </div>
      ))}
    </section>
  );
}
