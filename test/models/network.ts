import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from "node:net";
import { join } from "node:path";

export interface Certificates {
  readonly caFile: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** A certificate for a host, signed by an authority that nobody knows. */
export function makeCertificates(folder: string, host: string): Certificates {
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync("openssl", args, { stdio: "pipe" });
  const subject = (name: string): string[] => ["-subj", `/CN=${name}`];
  const fresh = ["-newkey", "rsa:2048", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...fresh,
    ...subject("Private CA"),
    "-days",
    "2",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.pem"),
  );
  openssl("req", ...fresh, ...subject(host), "-keyout", file("host.key"), "-out", file("host.csr"));
  writeFileSync(file("host.ext"), `subjectAltName=DNS:${host}\n`);
  const signing = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-CAcreateserial", "-days", "2"];
  openssl(
    "x509",
    "-req",
    "-in",
    file("host.csr"),
    ...signing,
    "-extfile",
    file("host.ext"),
    "-out",
    file("host.pem"),
  );
  return {
    caFile: file("ca.pem"),
    key: readFileSync(file("host.key")),
    cert: readFileSync(file("host.pem")),
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

/** An https server whose host no name server knows: it is reached through the proxy or not at all. */
export async function startHttps({ key, cert }: Certificates, answer: (path: string) => Response) {
  const server = createHttpsServer({ key, cert }, (request, response) => {
    const reply = answer(request.url ?? "/");
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    void (async () => {
      for await (const chunk of reply.body ?? []) response.write(chunk);
      response.end();
    })();
  });
  const port = await listen(server);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A proxy that tunnels every CONNECT to one port, whatever host was asked for. */
export async function startConnectProxy(targetPort: () => number) {
  const tunnels: string[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(405).end();
  });
  server.on("connect", (request, socket, head) => {
    tunnels.push(request.url ?? "");
    const upstream = connect(targetPort(), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    tunnels,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Counts who connects and what they send. */
export async function startWitness() {
  const seen = { connections: 0, bytes: 0 };
  const server = createTcpServer((socket) => {
    seen.connections += 1;
    socket.on("data", (chunk) => {
      seen.bytes += chunk.byteLength;
    });
    socket.on("error", () => {});
  });
  const port = await listen(server);
  return { port, seen, [Symbol.asyncDispose]: async () => void server.close() };
}
