import { invalid } from "./problems.js";
import { PRIORITIES, STATUSES } from "./rules.js";

const MAX_SUBJECT = 120;
const MAX_TEXT = 4000;

/*
 * A reader takes a value of any kind and returns `{ value }`, or `{ problem }` with a sentence. An optional value that is missing
 * is `{ value: undefined }`.
 */

const readText = (name, maxLength) => (found) => {
  const value = typeof found === "string" ? found.trim() : "";
  if (value === "") return { problem: `Enter a ${name}.` };
  return value.length <= maxLength ? { value } : { problem: `Keep the ${name} to ${maxLength} characters.` };
};

const readOneOf = (choices) => (found) =>
  choices.includes(found) ? { value: found } : { problem: `Choose one of ${choices.join(", ")}.` };

const readWhole = (problem) => (found) => (Number.isSafeInteger(found) ? { value: found } : { problem });

const readBoolean = (found) =>
  typeof found === "boolean" ? { value: found } : { problem: "Give true or false." };

const readString = (problem) => (found) =>
  typeof found === "string" && found !== "" ? { value: found } : { problem };

const optional = (read) => (found) => (found === undefined ? { value: undefined } : read(found));
const nullable = (read) => (found) => (found === null ? { value: null } : read(found));

/** Reads every named value. @throws Problem that names all that are wrong */
function readAll(readers, given) {
  const read = Object.entries(readers).map(([name, reader]) => [name, reader(given[name])]);
  const wrong = read.filter(([, { problem }]) => problem !== undefined);
  if (wrong.length > 0)
    throw invalid(Object.fromEntries(wrong.map(([name, { problem }]) => [name, problem])));
  return Object.fromEntries(read.map(([name, { value }]) => [name, value]));
}

export const readCredentials = (body) =>
  readAll({ email: readString("Enter your email."), password: readString("Enter your password.") }, body);

export const readNewTicket = (body) =>
  readAll({ subject: readText("subject", MAX_SUBJECT), message: readText("message", MAX_TEXT) }, body);

export const readMessage = (body) =>
  readAll({ text: readText("message", MAX_TEXT), internal: optional(readBoolean) }, body);

export const readChange = (body, staff) => {
  const { version, ...change } = readAll(
    {
      version: readWhole("Give the version that the change was made from."),
      status: optional(readOneOf(STATUSES)),
      priority: optional(readOneOf(PRIORITIES)),
      assigneeId: optional(
        nullable((found) =>
          staff.some(({ id }) => id === found) ? { value: found } : { problem: "Choose one of the staff." },
        ),
      ),
    },
    body,
  );
  return { version, change };
};

/** The list's filter, as the query says it. */
export function readFilter(query) {
  const given = Object.fromEntries(
    ["status", "assignee"].map((name) => [name, query.get(name) || undefined]),
  );
  const filter = readAll(
    { status: optional(readOneOf(STATUSES)), assignee: optional(readOneOf(["me", "none"])) },
    given,
  );
  return { ...filter, text: query.get("q")?.trim() ?? "" };
}
