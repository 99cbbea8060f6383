export const json = (status, value) => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify(value),
});

export const markup = (status, content) => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: String(content),
});

/** Goes on to another page by GET. */
export const redirect = (location, headers = {}) => ({
  status: 303,
  headers: { location, ...headers },
  body: "",
});
