export const STATUSES = ["open", "pending", "solved", "closed"];
export const PRIORITIES = ["low", "normal", "high", "urgent"];

const TRANSITIONS = {
  open: ["pending", "solved"],
  pending: ["open", "solved"],
  solved: ["open", "closed"],
  closed: ["open"],
};

export const isStaff = (user) => user.role !== "customer";

/** Whether a ticket may go from one status to another at all, whoever asks. */
export const isTransition = (from, to) => from === to || TRANSITIONS[from].includes(to);

/** Whether this user may make a transition that there is. */
export const maySetStatus = (user, from, to) => from === to || from !== "closed" || user.role === "lead";

export const maySetAssignee = (user, from, to) => from === to || user.role === "lead" || to === user.id;

/** What the details form may offer to this user. */
export function listChoices(user, ticket, staff) {
  const assigneeId = ticket.assignee?.id ?? null;
  return {
    status: STATUSES.filter((to) => isTransition(ticket.status, to) && maySetStatus(user, ticket.status, to)),
    priority: PRIORITIES,
    assignee: [null, ...staff].filter((member) => maySetAssignee(user, assigneeId, member?.id ?? null)),
  };
}
