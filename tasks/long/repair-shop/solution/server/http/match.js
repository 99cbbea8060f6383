/** A route with its method and a path such as `/jobs/:number`; what stands for a number is one. */
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
    if (!part.startsWith(":")) {
      if (part !== value) return null;
    } else if (/^\d{1,9}$/.test(value)) params[part.slice(1)] = Number(value);
    else return null;
  }
  return params;
}
