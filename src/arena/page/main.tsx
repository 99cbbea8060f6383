import { createRoot } from "react-dom/client";
import "../../report/viewer/style/tokens.css";
import "../../report/viewer/style/page.css";
import "../../report/viewer/style/parts.css";
import "./style/page.css";
import "./style/battle.css";
import "./style/built.css";
import "./style/vote.css";
import { App } from "./app.tsx";
import { createClient } from "./server/client.ts";
import { LanguageProvider } from "./words/language.tsx";

createRoot(document.querySelector("#root")!).render(
  <LanguageProvider>
    <App client={createClient(document)} />
  </LanguageProvider>,
);
