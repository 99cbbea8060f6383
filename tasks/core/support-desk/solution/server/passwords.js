import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(scrypt);
const KEY_BYTES = 32;

/** A salted hash, written `salt:key`. */
export async function hashPassword(password) {
  const salt = randomBytes(16).toString("hex");
  const key = await derive(password, salt, KEY_BYTES);
  return `${salt}:${key.toString("hex")}`;
}

export async function isPassword(password, hash) {
  const [salt, key] = hash.split(":");
  const found = await derive(password, salt, KEY_BYTES);
  return timingSafeEqual(found, Buffer.from(key, "hex"));
}
