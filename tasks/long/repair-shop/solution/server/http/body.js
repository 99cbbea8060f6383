import { Problem } from "../problems.js";

const MAX_BYTES = 100_000;

/** The members of the form that a page sends. */
export const readForm = async (request) => Object.fromEntries(new URLSearchParams(await readText(request)));

/** The object that a request of the API carries. @throws Problem where it carries none */
export async function readObject(request) {
  let value = null;
  try {
    value = JSON.parse(await readText(request));
  } catch (error) {
    if (error instanceof Problem) throw error;
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Problem("bad_request", "Send a JSON object.");
  return value;
}

async function readText(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Problem("bad_request", "That is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
