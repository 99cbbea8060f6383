import { type APIRequestContext, expect } from "@playwright/test";
import { test } from "./desk.ts";

const readUser = async (api: APIRequestContext) =>
  ((await (await api.get("/api/session")).json()) as { user: { id: number; role: string } | null }).user;

test("the session is in a cookie that scripts cannot read", async ({ call, playwright, baseURL }) => {
  const { cookies } = await (await call("tomas")).api.storageState();
  const tryCookies = async (httpOnly: boolean) => {
    const kept = cookies.filter((cookie) => cookie.httpOnly === httpOnly);
    const api = await playwright.request.newContext({
      baseURL,
      storageState: { cookies: kept, origins: [] },
    });
    const user = await readUser(api);
    await api.dispose();
    return user;
  };
  expect(await tryCookies(false), "who comes with the readable cookies alone").toBeNull();
  expect(await tryCookies(true), "who comes with the others").toMatchObject({ id: 2, role: "agent" });
});

test("signing out ends this session on the server, and no other", async ({ call, playwright, baseURL }) => {
  const [here, elsewhere] = [(await call("tomas")).api, (await call("tomas")).api];
  const storageState = await here.storageState();
  expect((await here.get("/api/tickets/1003")).status(), "status before").toBe(200);
  expect((await here.delete("/api/session")).status(), "status of signing out").toBe(204);
  expect(await readUser(here)).toBeNull();

  const thief = await playwright.request.newContext({ baseURL, storageState });
  expect(await readUser(thief), "who comes with the old cookie").toBeNull();
  for (const path of ["/api/tickets", "/api/tickets/1003"])
    expect((await thief.get(path)).status(), `status of ${path} with the old cookie`).toBe(401);
  await thief.dispose();
  expect(await readUser(elsewhere), "who is signed in elsewhere").toMatchObject({ id: 2 });
  expect((await elsewhere.get("/api/tickets/1003")).status(), "status elsewhere").toBe(200);
});
