import { computed, reactive, watchEffect } from "vue";
import ward from "../assets/ward.json";
import { clockText, measured } from "./words.js";

const MIDNIGHT = new Date(`${ward.date}T00:00`).getTime();
const toMinutes = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const byId = (all, id) => all.find((each) => each.id === id);

/** What never changes of each dose. */
export const orders = Object.fromEntries(
  ward.doses.map((dose) => {
    const patient = byId(ward.patients, dose.patient);
    const medicine = byId(ward.medicines, dose.medicine);
    const warnings = patient.allergies.filter((each) => medicine.classes.includes(each));
    return [dose.id, { ...dose, patient, medicine, warnings, planned: toMinutes(dose.time) }];
  }),
);

function firstSheet() {
  const sheet = {
    doses: ward.doses.map(({ id }) => ({ id, at: orders[id].planned, state: "open", record: "" })),
    stock: Object.fromEntries(ward.medicines.map(({ id, stock }) => [id, stock])),
    refusals: [],
  };
  for (const { dose, kind, time, by, checker, reason } of ward.records) {
    mark(sheet, dose, `${by} ${time} `, { kind, checker, reason });
  }
  return sheet;
}

function mark(sheet, id, head, { kind, checker, reason, until }) {
  const dose = byId(sheet.doses, id);
  if (kind === "given") dose.record = `${head}给药${checker ? `，${checker}核对` : ""}`;
  if (kind === "refused") {
    dose.record = `${head}拒服：${reason}`;
    sheet.refusals.push({ id, reason });
  }
  if (kind === "postponed") {
    dose.record = `${head}延后：${reason}`;
    dose.at = until;
  } else dose.state = kind;
}

const KEY = "ward-desk";
const saved = JSON.parse(localStorage.getItem(KEY) ?? "null");

/** Every state of the round so far, the present one last. */
export const desk = reactive(saved ?? { nurse: ward.nurse, notes: [], sheets: [firstSheet()] });
export const time = reactive({ date: new Date() });
setInterval(() => (time.date = new Date()), 400);
watchEffect(() => localStorage.setItem(KEY, JSON.stringify(desk)));

export const now = computed(() => Math.floor((time.date.getTime() - MIDNIGHT) / 60_000));
export const sheet = computed(() => desk.sheets.at(-1));

export function phase({ state, at }) {
  if (state !== "open") return "done";
  if (now.value < at - 30) return "upcoming";
  return now.value > at + 60 ? "late" : "due";
}

export function statusText(dose) {
  if (dose.state === "given") return "已给药";
  if (dose.state === "refused") return "已拒服";
  const where = phase(dose);
  if (where !== "late") return where === "due" ? "待给药" : "未到时间";
  const since = now.value - dose.at;
  const rest = since % 60;
  return `逾期${(since - rest) / 60}小时${rest ? `${rest}分钟` : ""}`;
}

export function timeText({ id, at }) {
  const { planned, time } = orders[id];
  return at === planned ? time : `${clockText(at)}（原定${time}）`;
}

export function shortageOf(id) {
  const { medicine, amount } = orders[id];
  const left = sheet.value.stock[medicine.id];
  if (left >= amount) return "";
  return `库存不足：${medicine.name}${left > 0 ? `仅剩${left}${medicine.unit}` : "已用完"}`;
}

export function carryOut(id, what) {
  const next = JSON.parse(JSON.stringify(sheet.value));
  mark(next, id, `${desk.nurse} ${clockText(now.value)} `, what);
  if (what.kind === "given") next.stock[orders[id].medicine.id] -= orders[id].amount;
  desk.sheets.push(next);
}

export const stockRows = computed(() =>
  ward.medicines.map(({ id, name, unit, low }) => {
    const left = sheet.value.stock[id];
    return {
      id,
      name,
      left: `剩${left}${unit}`,
      warning: left === 0 ? "已用完" : left <= low ? "库存偏低" : "",
    };
  }),
);

export const handOver = computed(() => {
  const { doses, refusals } = sheet.value;
  const count = (test) => doses.filter(test).length;
  const open = count(({ state }) => state === "open");
  const late = count((dose) => phase(dose) === "late");
  const used = ward.medicines.flatMap((medicine) => {
    const amounts = doses
      .filter(({ id, state }) => state === "given" && orders[id].medicine === medicine)
      .map(({ id }) => orders[id].amount);
    const sum = amounts.reduce((a, b) => a + b, 0);
    return sum > 0 ? [medicine.name + measured(sum, medicine.unit)] : [];
  });
  return {
    scope: `${measured(ward.patients.length, "位")}患者，共${measured(doses.length, "次")}给药`,
    given: `已给药${measured(
      count(({ state }) => state === "given"),
      "次",
    )}`,
    refused: `拒服${measured(refusals.length, "次")}`,
    open:
      open === 0
        ? "全部完成"
        : `未完成${measured(open, "次")}${late > 0 ? `，其中逾期${measured(late, "次")}` : ""}`,
    used,
    refusals: refusals.map(({ id, reason }) => {
      const { patient, medicine, amount } = orders[id];
      return `${patient.bed}床${patient.name}：${medicine.name}${measured(amount, medicine.unit)}，${reason}`;
    }),
  };
});
