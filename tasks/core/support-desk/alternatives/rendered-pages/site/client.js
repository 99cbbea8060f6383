const find = (selector) => document.querySelector(selector);
const POLL_MS = 1200;

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Asks again and again; an answer that does not come is asked for anew. */
function follow(work) {
  const again = async () => {
    await work().catch(() => {});
    setTimeout(again, POLL_MS);
  };
  setTimeout(again, POLL_MS);
}

function put(place, content) {
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  place.innerHTML = content;
}

function showErrors(form, fields) {
  for (const control of form.querySelectorAll("[aria-describedby]")) {
    const text = fields[control.name] ?? "";
    find(`#${control.name}-error`).textContent = text;
    if (text === "") control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  }
}

if (find("#filter")) {
  const form = find("#filter");
  let asked = 0;
  const load = async () => {
    asked += 1;
    const mine = asked;
    const answer = await fetch(`/part?${new URLSearchParams(new FormData(form))}`);
    const content = await answer.text();
    if (mine === asked && answer.ok) put(find("#list"), content);
  };
  form.addEventListener("input", load);
  form.addEventListener("submit", (event) => event.preventDefault());
  follow(load);
}

if (find("#new")) {
  const dialog = find("dialog");
  find("#new").addEventListener("click", () => dialog.showModal());
  find("#cancel").addEventListener("click", () => dialog.close());
  find("#open").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const ticket = Object.fromEntries(new FormData(form));
    const fields = Object.fromEntries(
      Object.entries(ticket)
        .filter(([, text]) => text.trim() === "")
        .map(([name]) => [name, `Enter a ${name}.`]),
    );
    showErrors(form, fields);
    if (Object.keys(fields).length > 0) return;
    const { status, body } = await call("POST", "/api/tickets", ticket);
    if (status === 201) location.href = `/tickets/${body.ticket.number}`;
    else showErrors(form, body.error.fields);
  });
}

if (find("#ticket")) {
  const { number } = find("#ticket").dataset;
  const [reply, change] = [find("#reply"), find("#change")];
  let taken = {};

  const read = () => Object.fromEntries(new FormData(change));
  const take = () => change && (taken = read());
  const isTouched = () => JSON.stringify(read()) !== JSON.stringify(taken);
  const showClosed = () => {
    const isClosed = find("#status").textContent === "Closed";
    find("#closed").hidden = !isClosed;
    reply.hidden = isClosed;
  };
  const load = async () => {
    const answer = await fetch(`/tickets/${number}/parts`);
    const parts = await answer.json();
    find("#status").textContent = parts.status;
    put(find("#messages"), parts.messages);
    showClosed();
    if (!change || isTouched()) return;
    put(find("#details"), parts.details);
    take();
  };
  take();
  showClosed();
  follow(load);

  reply.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = reply.text.value;
    showErrors(reply, text.trim() === "" ? { text: "Enter a message." } : {});
    if (text.trim() === "") return;
    const { status, body } = await call("POST", `/api/tickets/${number}/messages`, {
      text,
      internal: reply.internal?.checked ?? false,
    });
    if (status === 201) reply.text.value = "";
    else showErrors(reply, { text: body.error.fields?.text ?? body.error.message });
    await load();
  });

  find("#canned")?.addEventListener("change", ({ target }) => {
    const { text } = reply;
    text.value = text.value === "" ? target.value : `${text.value}\n${target.value}`;
    target.selectedIndex = 0;
  });

  const toValue = { status: String, priority: String, assigneeId: (id) => (id === "" ? null : Number(id)) };
  change?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [warning, saved] = [find("#warning"), find("#saved")];
    warning.textContent = saved.textContent = "";
    const mine = Object.entries(read()).filter(
      ([name, value]) => name !== "version" && taken[name] !== value,
    );
    const { status, body } = await call("PATCH", `/api/tickets/${number}`, {
      version: Number(taken.version),
      ...Object.fromEntries(mine.map(([name, value]) => [name, toValue[name](value)])),
    });
    if (status === 200) saved.textContent = "Changes saved.";
    else if (status === 409)
      warning.textContent = `${body.ticket.changedBy.name} changed this ticket while you were editing.`;
    else warning.textContent = body.error.message;
    if (status !== 200 && status !== 409) return;
    const { details } = await (await fetch(`/tickets/${number}/parts`)).json();
    put(find("#details"), details);
    take();
    if (status === 409) for (const [name, value] of mine) keep(change[name], value);
    await load();
  });

  function keep(select, value) {
    if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
    select.value = value;
  }
}
