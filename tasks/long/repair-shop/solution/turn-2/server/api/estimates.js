import { addPart, addWork, listParts, removeLine } from "../estimates.js";
import { route } from "../http/match.js";
import { json } from "../http/replies.js";

export const estimateApi = [
  route("GET", "/api/parts", ({ book }) => json(200, { parts: listParts(book) })),
  route("POST", "/api/jobs/:number/lines", ({ book, params, body }) => {
    const add = body.work === undefined ? addPart : addWork;
    return json(201, { job: add(book, params.number, body) });
  }),
  route("DELETE", "/api/jobs/:number/lines/:line", ({ book, params }) =>
    json(200, { job: removeLine(book, params.number, params.line) }),
  ),
];
