import { pictureFile } from "../../model/chunk-names.ts";

/**
 * Where a picture is shown from: beside the page, or in it where the whole report is one file.
 * @param file below the trial's folder
 */
export function toPictureSource(run: number, trial: number, file: string): string {
  const path = pictureFile(run, trial, file);
  const name = encodeURI(path.toWellFormed());
  const embedded = document.querySelector(`script[data-picture="${CSS.escape(name)}"]`);
  if (embedded !== null) return JSON.parse(embedded.textContent) as string;
  return name.replaceAll("#", "%23").replaceAll("?", "%3F");
}
