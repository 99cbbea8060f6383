import { nameStatuses } from "./name-statuses.js";

/** What brings a book from one version to the next, oldest first. Never changed, only added to. */
export const migrations = [nameStatuses];
