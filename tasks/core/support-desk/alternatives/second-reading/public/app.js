import { h, setError, setText } from "./dom.js";

const POLL = 2000;
const STATUS = { open: "Open", pending: "Pending", solved: "Solved", closed: "Closed" };
const PRIORITY = { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" };
const NEXT = {
  open: ["pending", "solved"],
  pending: ["open", "solved"],
  solved: ["open", "closed"],
  closed: ["open"],
};
const BRAND = "Lumen Broadband support";
const NO_CONNECTION = "The desk cannot be reached just now. Please try again.";

const app = document.getElementById("app");
const dates = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const timeOf = (iso) => h("time", { datetime: iso }, dates.format(new Date(iso)));
const isStaff = () => me.role !== "customer";

let me = null; // who is signed in
let desk = { staff: [], cannedReplies: [] };
let page = null; // { refresh, leave } of the page that is shown
let main = null;
let connection = null;
const drafts = new Map(); // replies being written, by user and ticket

/* ---------- talking to the server ---------- */

class ApiError extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? NO_CONNECTION);
    Object.assign(this, {
      status,
      fields: body?.error?.fields ?? {},
      ticket: body?.ticket,
      code: body?.error?.code,
    });
  }
}

async function call(method, path, body, signal) {
  let response;
  let answer = null;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(me && path !== "/api/session" && { "X-Desk-User": String(me.id) }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (response.status !== 204) answer = await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, null);
  }
  if (response.ok) return answer;
  const error = new ApiError(response.status, answer);
  if (response.status === 401 && me && path !== "/api/session") start();
  throw error;
}

let timer = 0;
let round = 0;
async function poll() {
  const mine = ++round;
  clearTimeout(timer);
  try {
    if (me && page?.refresh) {
      await page.refresh();
      connection?.remove();
      connection = null;
    }
  } catch (error) {
    if (error.status === 0 && me && !connection) {
      connection = h("p", { class: "connection", role: "status" }, "The connection is lost. Trying again…");
      app.append(connection);
    }
  }
  if (mine === round) timer = setTimeout(poll, POLL);
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) poll();
});
addEventListener("online", poll);

/* ---------- pages and addresses ---------- */

function go(path) {
  history.pushState(null, "", path);
  show();
}
addEventListener("popstate", () => {
  if (me) show();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-go]");
  if (
    !link ||
    event.defaultPrevented ||
    event.button ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  event.preventDefault();
  go(link.getAttribute("href"));
});

function setTitle(text) {
  document.title = text ? `${text} · ${BRAND}` : BRAND;
}

async function start() {
  let session;
  try {
    session = await call("GET", "/api/session");
  } catch {
    if (!me && !app.firstChild)
      app.replaceChildren(
        h("p", { class: "connection", role: "status" }, "The connection is lost. Trying again…"),
      );
    setTimeout(start, POLL);
    return;
  }
  if (session.user) enter(session.user);
  else showSignIn();
}

async function enter(user) {
  me = user;
  desk = { staff: [], cannedReplies: [] };
  if (isStaff()) {
    try {
      desk = await call("GET", "/api/desk");
    } catch (error) {
      if (error.status === 0) setTimeout(start, POLL);
      return;
    }
  }
  main = h("main", { id: "main", tabindex: "-1" });
  app.replaceChildren(
    h(
      "header",
      { class: "top" },
      h(
        "div",
        { class: "top-inner" },
        h(
          "a",
          { class: "brand", href: "/", "data-go": true },
          h("img", { src: "/favicon.svg", alt: "", width: "30", height: "30" }),
          h("span", {}, "Lumen Broadband"),
        ),
        h(
          "div",
          { class: "who" },
          h("span", { class: "who-name" }, me.name),
          h("button", { type: "button", class: "on-dark", onclick: signOut }, "Sign out"),
        ),
      ),
    ),
    main,
  );
  show(false);
}

async function signOut() {
  try {
    await call("DELETE", "/api/session");
  } catch {
    main.prepend(h("p", { class: "error", role: "alert" }, NO_CONNECTION));
    return;
  }
  drafts.clear();
  history.pushState(null, "", "/");
  showSignIn();
}

function show(moveFocus = true) {
  page?.leave?.();
  page = null;
  const path = location.pathname;
  const ticket = /^\/tickets\/(\d+)\/?$/.exec(path);
  if (path === "/") page = listPage();
  else if (/^\/tickets\/new\/?$/.test(path)) page = newTicketPage();
  else if (ticket) page = ticketPage(Number(ticket[1]));
  else page = messagePage("There is no such page.");
  if (moveFocus) {
    scrollTo(0, 0);
    (page.focus ?? main).focus({ preventScroll: true });
  }
  poll();
}

const backLink = () =>
  h("p", { class: "back" }, h("a", { href: "/", "data-go": true }, "← Back to the list"));

function messagePage(sentence) {
  setTitle(sentence);
  main.replaceChildren(backLink(), h("h1", {}, sentence));
  return {};
}

/* ---------- signing in ---------- */

function showSignIn() {
  me = null;
  page?.leave?.();
  page = null;
  setTitle("");
  const email = h("input", {
    id: "email",
    type: "email",
    autocomplete: "username",
    required: true,
    autocapitalize: "none",
    spellcheck: "false",
  });
  const password = h("input", {
    id: "password",
    type: "password",
    autocomplete: "current-password",
    required: true,
  });
  const place = h("div", { class: "form-error" });
  const button = h("button", { type: "submit", class: "primary wide" }, "Sign in");
  let busy = false;
  const form = h(
    "form",
    {
      class: "card sign-in",
      novalidate: true,
      async onsubmit(event) {
        event.preventDefault();
        if (busy) return;
        busy = true;
        place.replaceChildren();
        try {
          const { user } = await call("POST", "/api/session", {
            email: email.value,
            password: password.value,
          });
          await enter(user);
          return;
        } catch (error) {
          const sentence =
            error.status === 401 || error.status === 422 ? "Email or password is wrong." : error.message;
          place.replaceChildren(h("p", { class: "error", role: "alert" }, sentence));
          password.select();
          password.focus();
        } finally {
          busy = false;
        }
      },
    },
    h("div", { class: "field" }, h("label", { for: "email" }, "Email"), email),
    h("div", { class: "field" }, h("label", { for: "password" }, "Password"), password),
    place,
    button,
  );
  app.replaceChildren(
    h(
      "main",
      { class: "gate" },
      h("img", { src: "/favicon.svg", alt: "", width: "56", height: "56" }),
      h("h1", {}, BRAND),
      h("p", { class: "lead" }, "Internet and telephone, and people who answer."),
      form,
    ),
  );
  email.focus();
}

/* ---------- the list ---------- */

function select(id, options, props = {}) {
  return h(
    "select",
    { id, ...props },
    Object.entries(options).map(([value, text]) => h("option", { value }, text)),
  );
}

function listPage() {
  const title = isStaff() ? "Tickets" : "My tickets";
  setTitle(title);
  const asked = new URLSearchParams(location.search);
  const status = select("filter-status", { "": "All statuses", ...STATUS });
  const search = h("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false" });
  const assignee = isStaff() && select("filter-assignee", { "": "Anyone", me: "Me", none: "Unassigned" });
  if (STATUS[asked.get("status")]) status.value = asked.get("status");
  search.value = asked.get("q") ?? "";
  if (assignee && ["me", "none"].includes(asked.get("assignee"))) assignee.value = asked.get("assignee");

  const count = h("p", { class: "count", "data-testid": "ticket-count", "aria-live": "polite" });
  const list = h("ul", { class: "tickets", "aria-label": title });
  const none = h("p", { class: "none", hidden: true }, "No tickets match.");
  const heading = h("h1", {}, title);
  const rows = new Map();
  let turn = 0;
  let shown = 0;

  const query = () => {
    const params = new URLSearchParams();
    if (status.value) params.set("status", status.value);
    if (assignee && assignee.value) params.set("assignee", assignee.value);
    if (search.value) params.set("q", search.value);
    return params.size ? `?${params}` : "";
  };

  function row(number) {
    const link = h("a", { class: "subject", href: `/tickets/${number}`, "data-go": true, dir: "auto" });
    const cells = { status: h("span", { class: "badge" }) };
    if (isStaff()) for (const key of ["customer", "priority", "assignee"]) cells[key] = h("span");
    const cell = (name, key) =>
      h("div", { class: `cell ${key}` }, h("span", { class: "cell-name" }, `${name}:`), " ", cells[key], " ");
    const element = h(
      "li",
      { class: "ticket", "data-testid": "ticket" },
      h("span", { class: "number" }, `#${number}`),
      " ",
      link,
      " ",
      cell("Status", "status"),
      isStaff() && [cell("Customer", "customer"), cell("Priority", "priority"), cell("Assignee", "assignee")],
    );
    return { element, link, cells };
  }

  function draw(tickets) {
    const present = new Set(tickets.map((t) => t.number));
    for (const [number, { element }] of rows) {
      if (!present.has(number)) {
        element.remove();
        rows.delete(number);
      }
    }
    let before = list.firstChild;
    for (const t of tickets) {
      if (!rows.has(t.number)) rows.set(t.number, row(t.number));
      const { element, link, cells } = rows.get(t.number);
      setText(link, t.subject);
      setText(cells.status, STATUS[t.status]);
      cells.status.className = `badge ${t.status}`;
      if (isStaff()) {
        setText(cells.customer, t.customer.name);
        setText(cells.priority, PRIORITY[t.priority]);
        cells.priority.className = `priority-${t.priority}`;
        setText(cells.assignee, t.assignee ? t.assignee.name : "Unassigned");
        cells.assignee.className = t.assignee ? "" : "quiet";
      }
      if (element === before) before = before.nextSibling;
      else list.insertBefore(element, before);
    }
    setText(count, tickets.length === 1 ? "1 ticket" : `${tickets.length} tickets`);
    none.hidden = tickets.length > 0;
    list.hidden = tickets.length === 0;
  }

  async function refresh() {
    const mine = ++turn;
    const { tickets } = await call("GET", `/api/tickets${query()}`);
    if (page !== self || mine < shown) return;
    shown = mine;
    draw(tickets);
  }
  const filter = () => {
    const address = `/${query()}`;
    if (address !== location.pathname + location.search) history.replaceState(null, "", address);
    shown = turn + 1; // answers to earlier questions come too late
    refresh().catch(() => {});
  };
  status.addEventListener("change", filter);
  search.addEventListener("input", filter);
  if (assignee) assignee.addEventListener("change", filter);

  main.replaceChildren(
    h(
      "div",
      { class: "page-head" },
      heading,
      count,
      !isStaff() &&
        h("button", { type: "button", class: "primary", onclick: () => go("/tickets/new") }, "New ticket"),
    ),
    h(
      "form",
      { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      h("div", { class: "field grow" }, h("label", { for: "search" }, "Search tickets"), search),
      h("div", { class: "field" }, h("label", { for: "filter-status" }, "Filter by status"), status),
      assignee &&
        h("div", { class: "field" }, h("label", { for: "filter-assignee" }, "Filter by assignee"), assignee),
    ),
    list,
    none,
  );
  list.hidden = true;
  const self = { refresh };
  return self;
}

/* ---------- a new ticket ---------- */

function newTicketPage() {
  if (isStaff()) return messagePage("Only customers open tickets.");
  setTitle("New ticket");
  const subject = h("input", { id: "subject", type: "text", autocomplete: "off", required: true });
  const message = h("textarea", { id: "message", rows: "8", required: true });
  const subjectError = h("p", { class: "error", id: "subject-error", hidden: true });
  const messageError = h("p", { class: "error", id: "message-error", hidden: true });
  const place = h("div", {});
  let busy = false;

  function check(errors) {
    setError(subject, subjectError, errors.subject);
    setError(message, messageError, errors.message);
    if (errors.subject) subject.focus();
    else if (errors.message) message.focus();
    return !errors.subject && !errors.message;
  }
  const sentence = (value, most, noun) =>
    !value.trim()
      ? `Enter a ${noun}.`
      : [...value.trim()].length > most
        ? `The ${noun} may have at most ${most} characters.`
        : "";

  const form = h(
    "form",
    {
      class: "card stack",
      novalidate: true,
      async onsubmit(event) {
        event.preventDefault();
        if (busy) return;
        place.replaceChildren();
        if (
          !check({
            subject: sentence(subject.value, 120, "subject"),
            message: sentence(message.value, 4000, "message"),
          })
        )
          return;
        busy = true;
        try {
          const { ticket } = await call("POST", "/api/tickets", {
            subject: subject.value,
            message: message.value,
          });
          if (page === self) go(`/tickets/${ticket.number}`);
        } catch (error) {
          if (error.status === 422) check(error.fields);
          else place.replaceChildren(h("p", { class: "error", role: "alert" }, error.message));
        }
        busy = false;
      },
    },
    h("div", { class: "field" }, h("label", { for: "subject" }, "Subject"), subject, subjectError),
    h("div", { class: "field" }, h("label", { for: "message" }, "Message"), message, messageError),
    place,
    h("div", {}, h("button", { type: "submit", class: "primary" }, "Open ticket")),
  );

  main.replaceChildren(backLink(), h("h1", {}, "New ticket"), form);
  const self = { focus: subject };
  return self;
}

/* ---------- a ticket ---------- */

function ticketPage(number) {
  setTitle(`#${number}`);
  main.replaceChildren(backLink(), h("p", { class: "quiet", role: "status" }, "Loading…"));
  let ticket = null;
  let parts = null;
  let turn = 0;
  let shown = 0;
  const seen = new Map();

  async function refresh() {
    const mine = ++turn;
    let answer;
    try {
      answer = await call("GET", `/api/tickets/${number}`);
    } catch (error) {
      if (error.status === 404 && page === self) page = messagePage("There is no such ticket.");
      throw error;
    }
    if (page !== self || mine < shown) return;
    shown = mine;
    take(answer.ticket, answer.messages);
  }
  /** After a write: what was asked before it may be out of date. */
  const refreshNow = () => {
    shown = turn + 1;
    return refresh().catch(() => {});
  };

  function take(now, messages) {
    const first = !parts;
    ticket = now;
    if (first) build();
    // What the user is at stays where it is on the screen while messages come in above it.
    const anchor = first ? null : parts.anchor();
    const top = anchor?.getBoundingClientRect().top;
    setText(parts.heading, ticket.subject);
    setTitle(`${ticket.subject} · #${number}`);
    drawStatus();
    drawMessages(messages);
    parts.details?.take(ticket);
    parts.compose.setClosed(ticket.status === "closed");
    if (anchor) {
      const moved = anchor.getBoundingClientRect().top - top;
      if (moved) scrollBy({ top: moved, behavior: "instant" });
    }
  }

  function drawStatus() {
    setText(parts.status, STATUS[ticket.status]);
    parts.status.className = `badge ${ticket.status}`;
  }

  function drawMessages(messages) {
    let before = parts.list.firstChild;
    for (const m of messages) {
      if (!seen.has(m.id)) {
        const own = m.author.id === me.id;
        seen.set(
          m.id,
          h(
            "li",
            {
              class: `message${m.internal ? " internal" : ""}${own ? " own" : ""}`,
              "data-testid": "message",
            },
            h(
              "div",
              { class: "message-head" },
              h("span", { class: "author" }, m.author.name),
              " ",
              m.internal && h("span", { class: "note-mark" }, "Internal note"),
              " ",
              timeOf(m.createdAt),
            ),
            " ",
            h("div", { class: "text", dir: "auto" }, m.text),
          ),
        );
      }
      const element = seen.get(m.id);
      if (element === before) before = before.nextSibling;
      else parts.list.insertBefore(element, before);
    }
  }

  function build() {
    const heading = h("h1", { dir: "auto", class: "ticket-title", tabindex: "-1" });
    const status = h("span", { "data-testid": "status" });
    const list = h("ol", { class: "messages" });
    const compose = composer(number, () => ticket, refreshNow);
    const details = isStaff()
      ? detailsForm(number, refreshNow, (now) => {
          ticket = now;
          drawStatus();
          compose.setClosed(now.status === "closed");
        })
      : null;
    parts = {
      heading,
      status,
      list,
      compose,
      details,
      anchor() {
        const active = document.activeElement;
        if (compose.element.contains(active) || details?.element.contains(active)) return active;
        if (details?.isDirty()) return details.element;
        const box = compose.element.getBoundingClientRect();
        return !compose.form.hidden && box.top < innerHeight && box.bottom > 0 ? compose.element : null;
      },
    };
    main.replaceChildren(
      backLink(),
      h(
        "div",
        { class: "ticket-head" },
        heading,
        h(
          "p",
          { class: "ticket-facts" },
          h("span", { class: "number" }, `#${number}`),
          " ",
          status,
          " ",
          h(
            "span",
            { class: "quiet" },
            isStaff() ? `from ${ticket.customer.name}, ` : "",
            timeOf(ticket.createdAt),
          ),
        ),
      ),
      h(
        "div",
        { class: details ? "columns" : "column" },
        h(
          "div",
          { class: "talk" },
          h("div", { role: "log", "aria-label": "Conversation" }, list),
          compose.element,
        ),
        details && h("aside", { "aria-labelledby": "details-title" }, details.element),
      ),
    );
    if (document.activeElement === main) heading.focus({ preventScroll: true });
  }

  const self = { refresh };
  return self;
}

function composer(number, ticketNow, refreshNow) {
  const key = `${me.id}:${number}`;
  const box = h("textarea", { id: "reply", rows: "6" });
  box.value = drafts.get(key) ?? "";
  const keep = () => (box.value ? drafts.set(key, box.value) : drafts.delete(key));
  const errorPlace = h("p", { class: "error", id: "reply-error", hidden: true });
  const note =
    isStaff() &&
    h("input", {
      id: "internal",
      type: "checkbox",
      onchange: () => form.classList.toggle("internal", note.checked),
    });
  let busy = false;

  const canned =
    isStaff() &&
    h(
      "select",
      { id: "canned" },
      h("option", { value: "" }, "Choose a canned reply"),
      desk.cannedReplies.map((reply, i) => h("option", { value: String(i) }, reply.title)),
    );
  if (canned) {
    canned.addEventListener("change", () => {
      const reply = desk.cannedReplies[canned.value];
      canned.selectedIndex = 0;
      if (!reply) return;
      const ticket = ticketNow();
      const values = {
        customer: ticket.customer.name,
        agent: me.name,
        number: `#${ticket.number}`,
        subject: ticket.subject,
      };
      const text = reply.text.replace(/\{(customer|agent|number|subject)\}/g, (whole, name) => values[name]);
      box.value = box.value === "" ? text : box.value + (box.value.endsWith("\n") ? "" : "\n") + text;
      keep();
    });
  }

  const form = h(
    "form",
    {
      class: "card compose",
      novalidate: true,
      async onsubmit(event) {
        event.preventDefault();
        if (busy) return;
        const text = box.value;
        const length = [...text.trim()].length;
        setError(
          box,
          errorPlace,
          !length ? "Enter a message." : length > 4000 ? "The message may have at most 4000 characters." : "",
        );
        if (!length || length > 4000) return box.focus();
        busy = true;
        try {
          await call("POST", `/api/tickets/${number}/messages`, {
            text,
            ...(note && { internal: note.checked }),
          });
          if (box.value === text) box.value = "";
          else if (box.value.startsWith(text)) box.value = box.value.slice(text.length); // typed on while it was sent
          keep();
          if (note) {
            note.checked = false;
            form.classList.remove("internal");
          }
          await refreshNow();
        } catch (error) {
          if (error.code === "closed") await refreshNow();
          else setError(box, errorPlace, error.fields?.text ?? error.message);
        }
        busy = false;
      },
    },
    canned && h("div", { class: "field" }, h("label", { for: "canned" }, "Canned reply"), canned),
    h("div", { class: "field" }, h("label", { for: "reply" }, "Reply"), box, errorPlace),
    h(
      "div",
      { class: "compose-foot" },
      note && h("label", { class: "check" }, note, h("span", {}, "Internal note")),
      h("button", { type: "submit", class: "primary" }, "Send"),
    ),
  );
  box.addEventListener("input", keep);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  const unsentText = h("div", { class: "text", dir: "auto" });
  const unsent = h(
    "div",
    { class: "unsent", hidden: true },
    h("p", {}, "You had begun to write this:"),
    unsentText,
  );
  const closed = h(
    "div",
    { class: "closed", role: "status", hidden: true },
    h("p", {}, "This ticket is closed."),
    unsent,
  );
  return {
    form,
    element: h("div", {}, form, closed),
    setClosed(is) {
      if (form.hidden === is && closed.hidden !== is) return;
      form.hidden = is;
      closed.hidden = !is;
      unsent.hidden = !(is && box.value);
      unsentText.textContent = is ? box.value : "";
    },
  };
}

function detailsForm(number, refreshNow, onTicket) {
  const fields = {
    status: h("select", { id: "status" }),
    priority: h("select", { id: "priority" }),
    assigneeId: h("select", { id: "assignee" }),
  };
  const errors = Object.fromEntries(
    Object.keys(fields).map((key) => [key, h("p", { class: "error", id: `${key}-error`, hidden: true })]),
  );
  const place = h("div", { class: "details-say" });
  const saved = h("p", { class: "saved", role: "status" });
  let base = null; // the ticket whose values this form has taken over
  let busy = false;

  const valuesOf = (t) => ({
    status: t.status,
    priority: t.priority,
    assigneeId: t.assignee ? String(t.assignee.id) : "",
  });
  const chosen = () => Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.value]));
  const dirtyKeys = () => {
    const from = valuesOf(base);
    return Object.keys(fields).filter((key) => fields[key].value !== from[key]);
  };

  function offer(field, options, value) {
    const same =
      field.options.length === options.length &&
      options.every(([v, text], i) => field.options[i].value === v && field.options[i].text === text);
    if (!same) field.replaceChildren(...options.map(([v, text]) => h("option", { value: v }, text)));
    if (field.value !== value) field.value = value;
  }

  /** Takes over the values of a ticket, but for those that are to be kept. */
  function adopt(ticket, kept = {}) {
    base = ticket;
    const now = valuesOf(ticket);
    const value = { ...now, ...kept };
    const lead = me.role === "lead";
    const may = NEXT[ticket.status].filter(() => ticket.status !== "closed" || lead);
    offer(
      fields.status,
      Object.entries(STATUS).filter(
        ([key]) => key === now.status || key === value.status || may.includes(key),
      ),
      value.status,
    );
    offer(fields.priority, Object.entries(PRIORITY), value.priority);
    const people = [["", "Unassigned"], ...desk.staff.map((s) => [String(s.id), s.name])];
    offer(
      fields.assigneeId,
      people.filter(
        ([id]) => lead || id === now.assigneeId || id === value.assigneeId || id === String(me.id),
      ),
      value.assigneeId,
    );
  }

  function showErrors(found) {
    for (const key of Object.keys(fields)) setError(fields[key], errors[key], found[key]);
  }

  const form = h(
    "form",
    {
      class: "card stack details",
      novalidate: true,
      async onsubmit(event) {
        event.preventDefault();
        if (busy) return;
        busy = true;
        place.replaceChildren();
        setText(saved, "");
        showErrors({});
        const sent = chosen();
        try {
          const { ticket } = await call("PATCH", `/api/tickets/${number}`, {
            version: base.version,
            status: sent.status,
            priority: sent.priority,
            assigneeId: sent.assigneeId === "" ? null : Number(sent.assigneeId),
          });
          const later = Object.entries(chosen()).filter(([key, value]) => value !== sent[key]);
          adopt(ticket, Object.fromEntries(later));
          onTicket(ticket);
          setText(saved, "Changes saved.");
          await refreshNow();
        } catch (error) {
          if (error.status === 409 && error.ticket) {
            const now = chosen();
            adopt(error.ticket, Object.fromEntries(dirtyKeys().map((key) => [key, now[key]])));
            onTicket(error.ticket);
            place.replaceChildren(
              h(
                "p",
                { class: "warning", role: "alert" },
                `${error.ticket.changedBy.name} changed this ticket while you were editing.`,
              ),
            );
            await refreshNow();
          } else if (error.status === 422) {
            showErrors(error.fields);
            if (!Object.keys(fields).some((key) => error.fields[key]))
              place.replaceChildren(h("p", { class: "error", role: "alert" }, error.message));
          } else {
            place.replaceChildren(h("p", { class: "error", role: "alert" }, error.message));
          }
        }
        busy = false;
      },
      onchange() {
        setText(saved, "");
        showErrors({});
      },
    },
    h("h2", { id: "details-title" }, "Details"),
    h("div", { class: "field" }, h("label", { for: "status" }, "Status"), fields.status, errors.status),
    h(
      "div",
      { class: "field" },
      h("label", { for: "priority" }, "Priority"),
      fields.priority,
      errors.priority,
    ),
    h(
      "div",
      { class: "field" },
      h("label", { for: "assignee" }, "Assignee"),
      fields.assigneeId,
      errors.assigneeId,
    ),
    place,
    h("button", { type: "submit", class: "primary wide" }, "Save changes"),
    saved,
  );

  return {
    element: form,
    isDirty: () => base !== null && dirtyKeys().length > 0,
    take(ticket) {
      if (base && (busy || dirtyKeys().length > 0 || ticket.version <= base.version)) return;
      adopt(ticket);
    },
  };
}

start();
