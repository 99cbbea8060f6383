import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { openBook } from "./book/open.js";
import { createHandler } from "./http/handler.js";
import { routes } from "./routes.js";

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const book = openBook(inRoot("data/book.db"), inRoot("assets/book.db"));
const server = createServer(createHandler(book, routes));

server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? "127.0.0.1", () => {
  const { address, port } = server.address();
  console.log(`The job book is open at http://${address}:${port}/`);
});
