/** What stands for a parameter in a path; those without a line here are numbers. */
const FORMS = { code: /^\w+$/ };
const NUMBER = /^\d{1,9}$/;

/** A route with its method and a path such as `/jobs/:number`. */
export const route = (method, path, run) => ({ method, path, run, isPublic: false });

/** One that answers whoever asks. */
export const publicRoute = (method, path, run) => ({ ...route(method, path, run), isPublic: true });

/** The first route that fits, with its parameters, or null. */
export function matchRoute(routes, method, pathname) {
  const asked = method === "HEAD" ? "GET" : method;
  for (const one of routes) {
    const params = one.method === asked ? matchPath(one.path, pathname) : null;
    if (params !== null) return { route: one, params };
  }
  return null;
}

function matchPath(path, pathname) {
  const [wanted, found] = [path.split("/"), pathname.split("/")];
  if (wanted.length !== found.length) return null;
  const params = {};
  for (const [index, part] of wanted.entries()) {
    const value = found[index];
    const name = part.startsWith(":") ? part.slice(1) : null;
    if (name === null ? part !== value : !(FORMS[name] ?? NUMBER).test(value)) return null;
    if (name !== null) params[name] = name in FORMS ? value : Number(value);
  }
  return params;
}
