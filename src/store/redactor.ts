/** Takes every secret out of a text: as it is, URL-encoded, and in base64. */
export type Redact = (text: string) => string;

/** Shorter strings occur by chance; no provider gives keys of this size. */
const SHORTEST = 6;

export function createRedactor(secrets: readonly string[]): Redact {
  const forms = secrets.flatMap((secret) =>
    secret.length < SHORTEST
      ? []
      : [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")],
  );
  const ordered = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  return (text) => ordered.reduce((result, form) => result.replaceAll(form, "[redacted]"), text);
}
