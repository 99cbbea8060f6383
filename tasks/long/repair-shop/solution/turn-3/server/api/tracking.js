import { publicRoute } from "../http/match.js";
import { json } from "../http/replies.js";
import { agreeToTotal, track } from "../tracking.js";

export const trackingApi = [
  publicRoute("GET", "/api/status/:code", ({ book, params }) =>
    json(200, { status: track(book, params.code) }),
  ),
  publicRoute("POST", "/api/status/:code/agree", ({ book, params, body }) =>
    json(200, { status: agreeToTotal(book, params.code, body.total) }),
  ),
];
