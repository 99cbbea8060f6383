const STATUSES = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  wrong_status: 409,
  out_of_stock: 409,
  changed: 409,
  duplicate: 409,
  not_agreed: 409,
  invalid: 422,
};

/** Something that is refused; `fields` maps the names of wrong members to sentences. */
export class Problem extends Error {
  constructor(code, message, fields = {}) {
    super(message);
    this.code = code;
    this.status = STATUSES[code];
    this.fields = fields;
  }
}

export const forbidden = () => new Problem("forbidden", "You may not do this.");
export const invalid = (fields) => new Problem("invalid", Object.values(fields).join(" "), fields);
