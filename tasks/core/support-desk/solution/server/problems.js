/** A request that is refused, with what it is answered. */
export class Problem extends Error {
  constructor(status, code, message, { fields, ...beside } = {}) {
    super(message);
    this.status = status;
    this.body = { error: { code, message, ...(fields === undefined ? {} : { fields }) }, ...beside };
  }
}

export const badRequest = () => new Problem(400, "bad_request", "The body must be a JSON object.");
export const unauthenticated = (message = "Please sign in.") => new Problem(401, "unauthenticated", message);
export const forbidden = (message) => new Problem(403, "forbidden", message);
export const notFound = (message = "There is nothing here.") => new Problem(404, "not_found", message);
export const tooLarge = () => new Problem(413, "too_large", "The body is too large.");
export const closed = () => new Problem(409, "closed", "This ticket is closed.");

/** `fields` maps names of wrong values to sentences. */
export const invalid = (fields) => new Problem(422, "invalid", Object.values(fields).join(" "), { fields });

/** `current` stands beside the error: the ticket as it is now. */
export const conflict = (current) =>
  new Problem(409, "conflict", `${current.ticket.changedBy.name} has changed this ticket.`, current);
