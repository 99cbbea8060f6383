import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript" };

createServer(async ({ url }, response) => {
  const path = url === "/" ? "/index.html" : url;
  const type = TYPES[extname(path)];
  const content =
    type === undefined ? null : await readFile(join(import.meta.dirname, path)).catch(() => null);
  if (content === null) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": type }).end(content);
}).listen(Number(process.env.PORT), process.env.HOST);
