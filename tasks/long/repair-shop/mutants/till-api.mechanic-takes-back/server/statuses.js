import { forbidden, Problem } from "./problems.js";
import { isQualified } from "./rights.js";

/** The statuses in their order, with what pages call them. */
export const STATUS_NAMES = {
  received: "Received",
  "in-repair": "In repair",
  waiting: "Waiting for parts",
  ready: "Ready",
  collected: "Collected",
};

const MOVES = {
  received: ["in-repair"],
  "in-repair": ["received", "waiting", "ready"],
  waiting: ["in-repair", "ready"],
  ready: ["in-repair", "collected"],
  collected: ["ready"],
};

const AT_WORK = ["received", "in-repair", "waiting"];

function mayMove(staff, from, to) {
  return isQualified(staff) || (AT_WORK.includes(from) && AT_WORK.includes(to));
}

/** Where somebody may move a job to. */
export const listMoves = (staff, { status }) => MOVES[status].filter((to) => mayMove(staff, status, to));

/** @throws Problem where a job may not go there, or not by this hand */
export function checkMove(staff, { status }, to) {
  if (!MOVES[status].includes(to)) {
    const message = `A job that is ${status} cannot become ${to}.`;
    throw new Problem("wrong_status", message);
  }
  if (!mayMove(staff, status, to)) throw forbidden();
}
