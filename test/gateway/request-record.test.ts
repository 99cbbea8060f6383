import fc from "fast-check";
import { expect, it } from "vitest";
import { createRequestRecorder } from "../../src/gateway/request-record.ts";

it("writes down what is new in each request", () => {
  const { toRecord } = createRequestRecorder((text) => text);
  const first = { model: "m", tools: [{ name: "look" }], messages: [{ role: "user", content: "hi" }] };
  expect(toRecord("r1", first)).toEqual(first);
  const more = [...first.messages, { role: "assistant", content: "yes" }];
  expect(toRecord("r2", { ...first, temperature: 1, messages: more })).toEqual({
    since: "r1",
    unchanged: ["model", "tools"],
    temperature: 1,
    messages: { kept: 1, added: [{ role: "assistant", content: "yes" }] },
  });
  const another = { ...first, messages: [{ role: "user", content: "another" }] };
  expect(toRecord("r3", another)).toEqual(another);
});

it("loses nothing: every request can be put together again", () => {
  const part = fc.record({ role: fc.constantFrom("user", "assistant"), content: fc.string() });
  fc.assert(
    fc.property(
      fc.array(fc.record({ input: fc.array(part), top: fc.nat(2) }), { maxLength: 8 }),
      (bodies) => {
        const { toRecord } = createRequestRecorder((text) => text);
        const known = new Map<string, Record<string, unknown>>();
        for (const [index, body] of bodies.entries()) {
          const record = toRecord(`r${index}`, body) as Record<string, unknown>;
          const whole = rebuild(record, known);
          expect(whole).toEqual(body);
          known.set(`r${index}`, whole);
        }
      },
    ),
  );
});

function rebuild(record: Record<string, unknown>, known: ReadonlyMap<string, Record<string, unknown>>) {
  const { since, unchanged, ...rest } = record;
  if (typeof since !== "string") return record;
  const before = known.get(since)!;
  const same = Object.fromEntries((unchanged as string[]).map((name) => [name, before[name]]));
  const { kept, added } = rest["input"] as { kept: number; added: unknown[] };
  return { ...same, ...rest, input: [...(before["input"] as unknown[]).slice(0, kept), ...added] };
}
