import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/store/redactor.ts";

describe("a redactor", () => {
  const secret = "sk-live/4f+9=abc";
  const redact = createRedactor(() => [secret]);

  it.each([
    ["as it is", secret],
    ["URL-encoded", encodeURIComponent(secret)],
    ["in base64", Buffer.from(secret).toString("base64")],
  ])("takes a secret out %s", (_how, form) => {
    expect(redact(`before ${form} after`)).toBe("before [redacted] after");
  });

  it("takes a longer secret out before a shorter one that it contains", () => {
    expect(createRedactor(() => ["secret-key", "secret-key-extended"])("secret-key-extended")).toBe(
      "[redacted]",
    );
  });

  it("leaves a text without secrets as it is", () => {
    expect(createRedactor(() => [""])("nothing here")).toBe("nothing here");
  });
});
