import { addCodes } from "./add-codes.js";
import { addEstimates } from "./add-estimates.js";
import { nameStatuses } from "./name-statuses.js";

/** What brings a book from one version to the next, oldest first. Never changed, only added to. */
export const migrations = [nameStatuses, addEstimates, addCodes];
