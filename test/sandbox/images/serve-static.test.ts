import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/host/package-root.ts";

const program = join(packageRoot, "sandboxes", "runtime", "serve-static.mjs");

describe("the static server", () => {
  let folder: string;
  let server: ChildProcess;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "buildoff-serve-"));
    const root = join(folder, "root");
    await mkdir(join(root, "sub folder"), { recursive: true });
    await mkdir(join(folder, "root-beside"));
    await writeFile(join(folder, "secret.txt"), "secret");
    await writeFile(join(folder, "root-beside", "secret.txt"), "secret");
    await writeFile(join(root, "index.html"), "<title>start</title>");
    await writeFile(join(root, "empty.txt"), "");
    await writeFile(join(root, "نقشہ.json"), "{}");
    await writeFile(join(root, "a..b.txt"), "dots");
    for (const name of NAMES) await writeFile(join(root, name), name);
    await writeFile(join(root, "sub folder", "index.html"), "<title>sub</title>");
    await symlink(join(folder, "secret.txt"), join(root, "escape.txt"));
    await symlink(folder, join(root, "escape"));
    await symlink("index.html", join(root, "inside.html"));
    await link(join(root, "index.html"), join(root, "hard.html"));
    ({ server, port } = await start(root));
  });

  afterAll(async () => {
    server.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  const get = (path: string): Promise<RawAnswer> => request(port, `GET ${path} HTTP/1.1`);

  it("serves index.html for a folder, with a charset and without caching", async () => {
    const { status, headers, body } = await get("/");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toBe("<title>start</title>");
    expect((await get("/sub%20folder/?x=1")).body).toBe("<title>sub</title>");
  });

  it("knows the types of what web apps are made of", async () => {
    const types = await Promise.all(
      NAMES.map(async (name) => (await get(`/${name}`)).headers["content-type"]),
    );
    expect(types).toEqual([
      "text/css; charset=utf-8",
      "text/javascript; charset=utf-8",
      "text/javascript; charset=utf-8",
      "application/json; charset=utf-8",
      "image/svg+xml; charset=utf-8",
      "image/png",
      "image/jpeg",
      "image/webp",
      "font/woff2",
      "application/wasm",
      "audio/mpeg",
      "application/octet-stream",
    ]);
  });

  it("serves names in any script, empty files, names with dots, and links that stay inside", async () => {
    expect((await get(`/${encodeURIComponent("نقشہ")}.json`)).body).toBe("{}");
    expect(await get("/empty.txt")).toMatchObject({ status: 200, body: "" });
    expect((await get("/a..b.txt")).body).toBe("dots");
    expect((await get("/inside.html")).body).toBe("<title>start</title>");
    expect((await get("/hard.html")).body).toBe("<title>start</title>");
  });

  it("sends a folder without its slash to the address that relative links need, on this host", async () => {
    const { status, headers } = await get("/sub%20folder?a=b");
    expect({ status, location: headers["location"] }).toEqual({
      status: 308,
      location: "/sub%20folder/?a=b",
    });
    expect((await get("//sub%20folder")).headers["location"]).toBe("/sub%20folder/");
  });

  it("answers 404 where there is nothing, without a fallback", async () => {
    for (const path of ["/missing", "/missing.js", "/app/route", "/index.html/", "/index.html/x"]) {
      expect(await get(path)).toMatchObject({ status: 404, body: "not found\n" });
    }
  });

  it("lets nothing out of its folder", async () => {
    const paths = [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%2fsecret.txt",
      "/sub%20folder/../../secret.txt",
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/%252e%252e/secret.txt",
      "/../root-beside/secret.txt",
      "/escape.txt",
      "/escape/secret.txt",
      "/secret.txt%00.html",
      "/%",
      "//etc/passwd",
      "/etc/passwd",
      "http://127.0.0.1/../secret.txt",
      "*",
    ];
    for (const path of paths) {
      const { status, body } = await get(path);
      expect({ path, status, leaks: body.includes("secret") || body.includes("root:") }).toEqual({
        path,
        status: 404,
        leaks: false,
      });
    }
  });

  it("answers HEAD without a body and refuses what is not reading", async () => {
    const head = await request(port, "HEAD /index.html HTTP/1.1");
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe("20");
    expect(await request(port, "POST / HTTP/1.1")).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
  });

  it("survives a client that goes away in the middle", async () => {
    await writeFile(join(folder, "root", "large.bin"), new Uint8Array(5_000_000));
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /large.bin HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(socket, "data");
    socket.destroy();
    expect((await get("/")).status).toBe(200);
  });

  it("ends at once, with words, where there is no folder", async () => {
    const child = spawn(process.execPath, [program, join(folder, "none")], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect({ code: code as number, said }).toEqual({
      code: 1,
      said: `there is no folder ${join(folder, "none")} to serve\n`,
    });
  });
});

const NAMES = [
  "style.css",
  "script.js",
  "module.mjs",
  "data.json",
  "picture.svg",
  "picture.png",
  "picture.JPG",
  "picture.webp",
  "font.woff2",
  "code.wasm",
  "sound.mp3",
  "unknown.xyz",
];

async function start(root: string): Promise<{ server: ChildProcess; port: number }> {
  const env = { ...process.env, HOST: "127.0.0.1", PORT: "0" };
  const server = spawn(process.execPath, [program, root], { env, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  return { server, port: Number(/:(\d+)\/$/.exec(line.toString().trim())?.[1]) };
}

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends the request's first line as it is: a client library would tidy the path. */
async function request(port: number, line: string): Promise<RawAnswer> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const answer = await text(socket);
  const [head = "", ...body] = answer.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((header) => {
      const colon = header.indexOf(":");
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(" ")[1]), headers, body: body.join("\r\n\r\n") };
}
