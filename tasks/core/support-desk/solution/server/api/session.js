import { readCredentials } from "../input.js";
import { unauthenticated } from "../problems.js";

export function createSessionRoutes({ users, sessions, audience }) {
  return [
    {
      method: "GET",
      path: "/api/session",
      isPublic: true,
      handle: ({ session }) => ({ body: { user: session?.user ?? null } }),
    },
    {
      method: "POST",
      path: "/api/session",
      isPublic: true,
      takesBody: true,
      handle: async ({ body }) => {
        const { email, password } = readCredentials(body);
        const user = await users.verify(email, password);
        if (user === null) throw unauthenticated("Email or password is wrong.");
        return { body: { user }, headers: { "set-cookie": sessions.start(user) } };
      },
    },
    {
      method: "DELETE",
      path: "/api/session",
      handle: ({ session }) => {
        audience.dismiss(session.id);
        return { status: 204, headers: { "set-cookie": sessions.end(session.id) } };
      },
    },
    {
      method: "GET",
      path: "/api/events",
      handle: ({ session, response }) => audience.join(session, response),
    },
  ];
}
