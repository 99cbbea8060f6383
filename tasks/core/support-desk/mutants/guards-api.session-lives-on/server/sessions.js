import { createHash, randomBytes } from "node:crypto";

const COOKIE = "desk_session";
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

const hash = (token) => createHash("sha256").update(token).digest("hex");

/** Who is signed in. The database knows tokens by their hashes only. */
export function createSessions(database) {
  const insert = database.prepare("INSERT INTO sessions (token_hash, user_id, expires_at) VALUES (?, ?, ?)");
  const purge = database.prepare("DELETE FROM sessions WHERE expires_at <= ?");
  const select = database.prepare(`
    SELECT users.id, users.name, users.email, users.role
    FROM sessions JOIN users ON users.id = sessions.user_id
    WHERE sessions.token_hash = ? AND sessions.expires_at > ?
  `);

  return {
    /** Begins a session; returns the value of the `Set-Cookie` header that carries it. */
    start(user) {
      const token = randomBytes(32).toString("base64url");
      purge.run(Date.now());
      insert.run(hash(token), user.id, Date.now() + LIFETIME_MS);
      return writeCookie(token, LIFETIME_MS / 1000);
    },
    /** The session of a request: its id and its user, or null. */
    find(request) {
      const token = readCookie(request.headers.cookie ?? "");
      if (token === null) return null;
      const id = hash(token);
      const user = select.get(id, Date.now());
      return user === undefined ? null : { id, user: { ...user } };
    },
    /** Returns the value of the `Set-Cookie` header that takes its cookie away. */
    end() {
      return writeCookie("", 0);
    },
  };
}

const writeCookie = (token, seconds) =>
  `${COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;

function readCookie(header) {
  const pair = header.split(/;\s*/).find((part) => part.startsWith(`${COOKIE}=`));
  return pair?.slice(COOKIE.length + 1) || null;
}
