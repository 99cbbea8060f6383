import { clock, conflictsOf, dutiesOf, duration, lookUp } from "./model.js";
import { counted, language, t } from "./texts.js";

const VIEWS = { plan: "Plan", crew: "Crew", acts: "Acts", "running-order": "Running order" };

export const e = (text) =>
  String(text).replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign],
  );

export const currentView = () => (location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "plan");

const time = (from, until) => `${clock(from)}–${clock(until)}`;
const sum = (list, toMinutes) => list.reduce((total, one) => total + toMinutes(one), 0);
const withTime = (text, minutes) => (minutes === 0 ? text : `${text}, ${duration(minutes)}`);

/** A button: what a click on it does is in `data-do`, on what in `data-on`. */
function button(action, on, name, text = name) {
  const label = text === name ? "" : ` aria-label="${e(name)}"`;
  return `<button type="button" id="${e(`${action}-${on}`)}" data-do="${action}" data-on="${e(on)}"${label}>${e(text)}</button>`;
}

export function topBar(plan, { canUndo, canRedo }) {
  const links = Object.entries(VIEWS).map(
    ([view, name]) =>
      `<a href="#${view}"${view === currentView() ? ' aria-current="page"' : ""}>${e(t(name))}</a>`,
  );
  const step = (action, name, isOpen) =>
    `<button type="button" id="${action}" data-do="${action}"${isOpen ? "" : " disabled"}>${e(t(name))}</button>`;
  return `
    <h1>${e(plan.festival)}</h1>
    <nav aria-label="${e(t("Views"))}">${links.join("")}</nav>
    <div class="tools">
      <button type="button" id="new" data-do="edit" data-on="new">${e(t("New slot"))}</button>
      ${step("undo", "Undo", canUndo)}${step("redo", "Redo", canRedo)}
      <button type="button" id="save" data-do="save">${e(t("Save plan"))}</button>
      <label for="open">${e(t("Open plan"))}</label><input type="file" id="open" />
      <input type="checkbox" id="rain"${plan.rain ? " checked" : ""} /><label for="rain">${e(t("Rain plan"))}</label>
      <label for="language">${e(t("Language"))}</label>
      <select id="language">${["en", "de"].map((code) => `<option value="${code}"${code === language ? " selected" : ""}>${code === "en" ? "English" : "Deutsch"}</option>`).join("")}</select>
    </div>`;
}

export function view(plan, refusal) {
  const slots = lookUp(plan);
  return { plan: planView, crew: crewView, acts: actsView, "running-order": orderView }[currentView()](
    plan,
    slots,
    refusal,
  );
}

function planView(plan, slots) {
  const conflicts = conflictsOf(slots, plan.crew);
  const marked = new Set(conflicts.flatMap(({ pair }) => pair));
  const items = conflicts.map(
    ({ text, values }) => `<li data-testid="conflict">${e(t(text, ...values))}</li>`,
  );
  return `
    <h2 data-testid="conflict-count">${e(counted("No conflicts|1 conflict|{0} conflicts", conflicts.length))}</h2>
    <ul>${items.join("")}</ul>
    ${plan.stages.map((stage) => stageTable(stage, { plan, slots, marked })).join("")}`;
}

function stageTable(stage, { plan, slots, marked }) {
  const here = slots.filter((slot) => slot.stage.id === stage.id);
  const played = here.filter(({ isCancelled }) => !isCancelled);
  const total = withTime(
    counted("No slots|1 slot|{0} slots", played.length),
    sum(played, ({ minutes }) => minutes),
  );
  return `
    <section aria-label="${e(stage.name)}">
      <h2>${e(stage.name)}</h2> ${button("rename-stages", stage.id, t("Rename {0}", stage.name))}
      ${plan.rain && !stage.covered ? `<p>${e(t("Closed for rain"))}</p>` : ""}
      <p data-testid="stage-total">${e(total)}</p>
      <p>
        <label for="changeover-${e(stage.id)}">${e(t("Changeover for {0}", stage.name))}</label>
        <input type="number" id="changeover-${e(stage.id)}" data-changeover="${e(stage.id)}" value="${stage.changeover}" />
      </p>
      <table><tbody>${here.map((slot) => slotRow(slot, marked)).join("")}</tbody></table>
    </section>`;
}

function slotRow(slot, marked) {
  const name = `${slot.act.name}, ${slot.start}`;
  const notes = [
    slot.stage === slot.planned ? "" : t("from {0}", slot.planned.name),
    slot.isCancelled ? t("Cancelled") : "",
    slot.crew.map((person) => person.name).join(", "),
    marked.has(slot) ? t("Conflict") : "",
  ].filter(Boolean);
  return `
    <tr data-testid="slot">
      <td>${time(slot.from, slot.until)}</td>
      <td>${e(slot.act.name)}${notes.map((note) => `<br /><small>${e(note)}</small>`).join("")}</td>
      <td>${button("edit", slot.index, t("Edit {0}", name), "✎")}${button("remove", slot.index, t("Remove {0}", name), "×")}</td>
    </tr>`;
}

function crewView(plan, slots, refusal) {
  const people = plan.crew.map((person) => {
    const duties = dutiesOf(slots, person);
    const minutes = sum(duties, ({ call, until }) => until - call);
    const rows = duties.map(
      ({ call, until, act, stage }) =>
        `<li data-testid="duty">${time(call, until)} ${e(act.name)}, ${e(stage.name)}</li>`,
    );
    return `
      <li data-testid="crew-member">
        <strong>${e(person.name)}</strong>
        <span data-testid="crew-total">${e(withTime(counted("No duties|1 duty|{0} duties", duties.length), minutes))}</span>
        ${button("rename-crew", person.id, t("Rename {0}", person.name))}
        ${button("dismiss", person.id, t("Remove {0}", person.name))}
        <ul>${rows.join("")}</ul>
      </li>`;
  });
  return `
    <form id="hire" novalidate>
      <label for="person">${e(t("Name"))}</label> <input id="person" autocomplete="off" />
      <button>${e(t("Add crew member"))}</button>
      ${refusal === null ? "" : `<p class="refusal">${e(t(refusal))}</p>`}
    </form>
    <ul>${people.join("")}</ul>`;
}

function actsView({ acts }, slots) {
  const rows = acts
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((act) => {
      const played = slots.filter((slot) => slot.act === act && !slot.isCancelled);
      const total = withTime(
        counted("No slots|1 slot|{0} slots", played.length),
        sum(played, ({ minutes }) => minutes),
      );
      return `
        <tr data-testid="act">
          <th scope="row">${e(act.name)}</th>
          <td data-testid="act-total">${e(total)}</td>
          <td>${button("rename-acts", act.id, t("Rename {0}", act.name))}</td>
        </tr>`;
    });
  return `<table><tbody>${rows.join("")}</tbody></table>`;
}

function orderView({ stages }, slots) {
  const sheets = stages.map((stage) => {
    const played = slots.filter((slot) => slot.stage.id === stage.id && !slot.isCancelled);
    const rows = played.map(
      ({ from, until, act, crew }) =>
        `<li data-testid="sheet-row">${time(from, until)} ${e(act.name)} ${e(crew.map((person) => person.name).join(", "))}</li>`,
    );
    return played.length === 0
      ? ""
      : `<article data-testid="sheet"><h2>${e(stage.name)}</h2><ol>${rows.join("")}</ol></article>`;
  });
  return `<button type="button" id="print" data-do="print">${e(t("Print"))}</button>${sheets.join("")}`;
}

/* Forms, in the page */

const refusals = (list) => list.map((text) => `<p class="refusal">${e(t(text))}</p>`).join("");

export function slotForm(plan, values, wrong) {
  const options = (list, chosen) =>
    list.map(
      ({ id, name }) => `<option value="${e(id)}"${id === chosen ? " selected" : ""}>${e(name)}</option>`,
    );
  const covered = plan.stages.filter((stage) => stage.covered);
  const people = plan.crew.map(
    ({ id, name }, index) =>
      `<input type="checkbox" name="crew" id="crew-${index}" value="${e(id)}"${values.crew.includes(id) ? " checked" : ""} />
       <label for="crew-${index}">${e(name)}</label>`,
  );
  return `
    <form id="slot-form" novalidate>
      <h2>${e(t(values.index === null ? "New slot" : "Edit slot"))}</h2>
      <label for="f-act">${e(t("Act"))}</label> <input id="f-act" name="act" value="${e(values.act)}" />
      <label for="f-stage">${e(t("Stage"))}</label> <select id="f-stage" name="stage">${options(plan.stages, values.stage).join("")}</select>
      <label for="f-start">${e(t("Start"))}</label> <input type="time" id="f-start" name="start" value="${e(values.start)}" />
      <label for="f-minutes">${e(t("Minutes"))}</label> <input type="number" id="f-minutes" name="minutes" value="${e(values.minutes)}" step="any" />
      <label for="f-rain">${e(t("Rain stage"))}</label>
      <select id="f-rain" name="rainStage"><option value="">${e(t("None"))}</option>${options(covered, values.rainStage).join("")}</select>
      ${people.join("")}
      ${refusals(wrong)}
      <button>${e(t("Save slot"))}</button> <button type="button" data-do="cancel">${e(t("Cancel"))}</button>
    </form>`;
}

export function nameForm(old, name, wrong) {
  return `
    <form id="name-form" novalidate>
      <h2>${e(t("Rename {0}", old))}</h2>
      <label for="f-name">${e(t("New name"))}</label> <input id="f-name" name="name" value="${e(name)}" />
      ${refusals(wrong)}
      <button>${e(t("Save name"))}</button> <button type="button" data-do="cancel">${e(t("Cancel"))}</button>
    </form>`;
}
