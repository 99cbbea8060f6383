export const STATUSES = ["open", "pending", "solved", "closed"];

export const capitalize = (word) => word[0].toUpperCase() + word.slice(1);

export const isStaff = (user) => user.role !== "customer";

const ROLE_WORDS = { customer: "Customer", agent: "Agent", lead: "Lead" };
export const nameRole = ({ role }) => ROLE_WORDS[role];

export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

const dayFormat = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export const writeDay = (iso) => dayFormat.format(new Date(iso));
export const writeTime = (iso) => timeFormat.format(new Date(iso));

/**
 * Fills a canned reply's placeholders in, all at once: what a value contains is not looked at again. Other things in
 * braces are left for whoever sends it.
 */
export function fillPlaceholders(text, { ticket, user }) {
  const values = {
    customer: ticket.customer.name,
    agent: user.name,
    number: `#${ticket.number}`,
    subject: ticket.subject,
  };
  return text.replaceAll(/\{(customer|agent|number|subject)\}/g, (_, name) => values[name]);
}
