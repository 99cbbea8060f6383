import { startPage } from "./page.ts";
import { startShell } from "./shell.ts";

// One script for both: the packed page, and the frame in it where the app runs.
if (location.href.startsWith("about:srcdoc")) startPage();
else startShell();
