import { forbidden, Problem } from "./problems.js";

/** The statuses in their order, with what pages call them. */
export const STATUS_NAMES = {
  received: "Received",
  "in-repair": "In repair",
  ready: "Ready",
  collected: "Collected",
};

const MOVES = {
  received: ["in-repair"],
  "in-repair": ["received", "ready"],
  ready: ["in-repair", "collected"],
  collected: ["ready"],
};

const mayMove = ({ role }, from) => from !== "collected" || role === "owner";

/** Where somebody may move a job to. */
export const listMoves = (staff, { status }) => MOVES[status].filter(() => mayMove(staff, status));

/** @throws Problem where a job may not go there, or not by this hand */
export function checkMove(staff, { status }, to) {
  if (!MOVES[status].includes(to)) {
    const message = `A job that is ${status} cannot become ${to}.`;
    throw new Problem("wrong_status", message);
  }
  if (!mayMove(staff, status)) throw forbidden();
}
