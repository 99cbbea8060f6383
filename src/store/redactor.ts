/** Takes every secret out of a text: as it is, URL-encoded, and in base64. */
export type Redact = (text: string) => string;

/** Shorter strings occur by chance; no provider gives keys of this size. */
const SHORTEST = 6;

/** @param known all secrets so far; a key that is renewed in the middle of a run comes to them */
export function createRedactor(known: () => readonly string[]): Redact {
  let count = -1;
  let forms: readonly string[] = [];
  return (text) => {
    const secrets = known();
    if (secrets.length !== count) {
      count = secrets.length;
      forms = toForms(secrets);
    }
    return forms.reduce((result, form) => result.replaceAll(form, "[redacted]"), text);
  };
}

/** The longest first, so that one that is a part of another leaves nothing of it. */
function toForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap((secret) =>
    secret.length < SHORTEST
      ? []
      : [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")],
  );
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}
