/* Texts are looked up by their English wording; {0}, {1} … are filled in. */
const GERMAN = {
  "Stage planner": "Bühnenplaner",
  Language: "Sprache",
  Views: "Ansichten",
  Plan: "Plan",
  Crew: "Team",
  Acts: "Programm",
  "Running order": "Ablaufplan",
  "New slot": "Neuer Auftritt",
  "Edit slot": "Auftritt bearbeiten",
  "Save plan": "Plan speichern",
  "Open plan": "Plan öffnen",
  Undo: "Rückgängig",
  Redo: "Wiederholen",
  "Rain plan": "Regenplan",
  Act: "Künstler",
  Stage: "Bühne",
  Start: "Beginn",
  Minutes: "Minuten",
  "Rain stage": "Regenbühne",
  None: "Keine",
  "Save slot": "Auftritt speichern",
  Cancel: "Abbrechen",
  Name: "Name",
  "New name": "Neuer Name",
  "Save name": "Namen speichern",
  "Add crew member": "Person hinzufügen",
  "Edit {0}": "{0} bearbeiten",
  "Remove {0}": "{0} entfernen",
  "Rename {0}": "{0} umbenennen",
  "Changeover for {0}": "Umbau für {0}",
  Changeover: "Umbau",
  Conflict: "Konflikt",
  "{0}: {1} and {2} overlap by {3}.": "{0}: {1} und {2} überschneiden sich um {3}.",
  "{0}: {1} between {2} and {3}, {4} needed.": "{0}: {1} zwischen {2} und {3}, {4} nötig.",
  "No conflicts|1 conflict|{0} conflicts": "Keine Konflikte|1 Konflikt|{0} Konflikte",
  "No slots|1 slot|{0} slots": "Keine Auftritte|1 Auftritt|{0} Auftritte",
  "No duties|1 duty|{0} duties": "Keine Einsätze|1 Einsatz|{0} Einsätze",
  "Closed for rain": "Bei Regen geschlossen",
  Cancelled: "Entfällt",
  "from {0}": "von {0}",
  Print: "Drucken",
  "Enter an act.": "Bitte Künstler eingeben.",
  "Enter a start from 12:00 to 02:59.": "Bitte Beginn von 12:00 bis 02:59 eingeben.",
  "Enter whole minutes from 5 to 240.": "Bitte ganze Minuten von 5 bis 240 eingeben.",
  "The slot must end by 03:00.": "Der Auftritt muss bis 03:00 enden.",
  "Enter a name.": "Bitte Namen eingeben.",
  "That name is taken.": "Dieser Name ist vergeben.",
  "This is not a plan file.": "Das ist keine Plandatei.",
};

const KEY = "stage-planner.language";
export let language = localStorage.getItem(KEY) === "de" ? "de" : "en";

export function setLanguage(next) {
  language = next;
  localStorage.setItem(KEY, next);
}

export function t(text, ...values) {
  const wording = language === "de" ? GERMAN[text] : text;
  return wording.replace(/\{(\d)\}/g, (_, index) => values[index]);
}

/** One of three wordings, for none, one and several. */
export const counted = (texts, count) => t(texts, count).split("|")[Math.min(count, 2)];
