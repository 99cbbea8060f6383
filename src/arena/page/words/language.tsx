import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { chooseLanguage, type Language, LANGUAGE_CODES, LANGUAGES } from "./languages.ts";
import { createSpeech, type Speech } from "./speech.ts";

interface Chosen {
  readonly speech: Speech;
  readonly choose: (language: Language) => void;
}

const Context = createContext<Chosen | null>(null);

/** The page in the language of the address, else in one that the browser prefers; the document follows. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    chooseLanguage(new URLSearchParams(location.search).get("lang"), navigator.languages),
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = LANGUAGES[language].direction;
    document.title = LANGUAGES[language].words.site;
  }, [language]);
  const chosen = useMemo(
    () => ({
      speech: createSpeech(language),
      choose: (next: Language) => {
        const address = new URL(location.href);
        address.searchParams.set("lang", next);
        history.replaceState(null, "", address);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={chosen}>{children}</Context>;
}

function useLanguage(): Chosen {
  const chosen = useContext(Context);
  if (chosen === null) throw new Error("no language around this");
  return chosen;
}

export const useSpeech = (): Speech => useLanguage().speech;

/** Every language by its own name. */
export function LanguageSwitch() {
  const { speech, choose } = useLanguage();
  return (
    <label>
      <span className="visually-hidden">{speech.words.language}</span>
      <select value={speech.language} onChange={(event) => choose(event.target.value as Language)}>
        {LANGUAGE_CODES.map((code) => (
          <option key={code} value={code} lang={code}>
            {LANGUAGES[code].name}
          </option>
        ))}
      </select>
    </label>
  );
}
