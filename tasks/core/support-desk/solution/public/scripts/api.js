/** An answer of 400 or more, or none at all (status 0). */
export class ApiError extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? "The desk does not answer. Try again in a moment.");
    this.status = status;
    this.code = body?.error?.code ?? "unreachable";
    this.fields = body?.error?.fields ?? {};
    this.body = body;
  }
}

/** The server's API. Every call throws an ApiError where it is refused. */
export function createApi({ onSignedOut }) {
  async function ask(method, path, body) {
    const answer = await fetch(`/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    }).catch(() => null);
    if (answer === null) throw new ApiError(0, null);
    const content = answer.status === 204 ? {} : await answer.json().catch(() => null);
    if (answer.ok && content !== null) return content;
    if (answer.status === 401 && path !== "/session") onSignedOut();
    throw new ApiError(answer.status, content);
  }

  return {
    readSession: () => ask("GET", "/session"),
    signIn: (email, password) => ask("POST", "/session", { email, password }),
    signOut: () => ask("DELETE", "/session"),
    listTickets: (filter) => ask("GET", `/tickets?${new URLSearchParams(filter)}`),
    openTicket: (ticket) => ask("POST", "/tickets", ticket),
    readTicket: (number) => ask("GET", `/tickets/${encodeURIComponent(number)}`),
    changeTicket: (number, change) => ask("PATCH", `/tickets/${number}`, change),
    writeMessage: (number, message) => ask("POST", `/tickets/${number}/messages`, message),
    listCannedReplies: () => ask("GET", "/canned-replies"),
  };
}
