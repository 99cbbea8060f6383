import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createApi } from "./api/routes.js";
import { openDatabase } from "./database.js";
import { createAudience } from "./audience.js";
import { createHandler } from "./handler.js";
import { seedOnce } from "./seed.js";
import { createSessions } from "./sessions.js";
import { serveFile } from "./static.js";
import { createTickets } from "./tickets.js";
import { createUsers } from "./users.js";

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const database = openDatabase(inRoot("data/desk.sqlite"));
const desk = JSON.parse(readFileSync(inRoot("assets/desk.json"), "utf8"));
await seedOnce(database, desk);
database.exec("DELETE FROM sessions");

const api = createApi({
  users: createUsers(database),
  sessions: createSessions(database),
  tickets: createTickets(database),
  audience: createAudience(),
  cannedReplies: desk.cannedReplies,
});
const server = createServer(createHandler({ api, serveFile }));

server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? "127.0.0.1", () => {
  const { address, port } = server.address();
  console.log(`The desk is open at http://${address}:${port}/`);
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    server.close(() => database.close());
    server.closeAllConnections();
  });
}
