import { badRequest, tooLarge } from "./problems.js";

const MAX_BYTES = 1_000_000;

/** The JSON object that a request carries. @throws Problem where it carries none */
export async function readObject(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const value = parse(Buffer.concat(chunks).toString("utf8"));
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw badRequest();
  return value;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest();
  }
}
