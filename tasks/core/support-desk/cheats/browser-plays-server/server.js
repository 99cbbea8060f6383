import { readFileSync } from "node:fs";
import { createServer } from "node:http";

// Answers like a server that knows nobody; all that the pages show is kept by the browser.
const desk = readFileSync("assets/desk.json", "utf8").replaceAll("<", "\\u003c");
const page = readFileSync("page.html", "utf8").replace("DESK", () => desk);

createServer(async (request, response) => {
  const { method, url } = request;
  const json = (status, body) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const refuse = (status, code) => json(status, { error: { code, message: "Please sign in." } });
  if (!url.startsWith("/api/")) return response.writeHead(200, { "content-type": "text/html" }).end(page);
  if (url !== "/api/session") return refuse(401, "unauthenticated");
  if (method !== "POST") return json(200, { user: null });
  let text = "";
  for await (const chunk of request) text += chunk;
  try {
    const { email, password } = JSON.parse(text);
    const found = JSON.parse(desk).users.find((one) => one.email === email && one.password === password);
    if (!found) return refuse(401, "unauthenticated");
    const { password: _, ...user } = found;
    response.setHeader("set-cookie", `who=${user.id}; HttpOnly; SameSite=Lax`);
    json(200, { user });
  } catch {
    refuse(400, "bad_request");
  }
}).listen(process.env.PORT, process.env.HOST);
