import { createRoot } from "react-dom/client";
import { createChunkStore } from "./data/chunks.ts";
import { App } from "./shell/app.tsx";
import "./style/tokens.css";
import "./style/page.css";
import "./style/parts.css";

createRoot(document.querySelector("#root")!).render(<App chunks={createChunkStore(document)} />);
