import { createSessionRoutes } from "./session.js";
import { createTicketRoutes } from "./tickets.js";

/** The API: finds the route of a request, and who is asking. */
export function createApi(desk) {
  const routes = [...createSessionRoutes(desk), ...createTicketRoutes(desk)].map((route) => ({
    ...route,
    pattern: new RegExp(`^${route.path.replace(":number", String.raw`(\d{1,15})`)}$`),
  }));
  return {
    findSession: desk.sessions.find,
    match(method, pathname) {
      for (const route of routes) {
        const match = route.method === method ? route.pattern.exec(pathname) : null;
        if (match !== null) return { route, params: { number: Number(match[1]) } };
      }
      return null;
    },
  };
}
