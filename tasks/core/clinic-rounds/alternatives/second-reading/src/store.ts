// What is kept in the browser, and all that follows from it and from the clock.
import { computed, reactive, ref } from "vue";
import {
  byPinyin,
  compareBeds,
  doseOf,
  doses,
  fileEntries,
  firstNurse,
  medicines,
  patients,
  staff,
  type Dose,
  type Entry,
  type Medicine,
} from "./ward";
import { clockOf, currentMinute, duration, minutesBetween } from "./time";
import { counted } from "./words";

export interface Note {
  id: number;
  text: string;
}
interface Kept {
  nurse: string;
  entries: Entry[];
  notes: Note[];
}

const KEY = "ward-rounds.v1";

function load(): Kept {
  const kept: Kept = { nurse: firstNurse, entries: [], notes: [] };
  try {
    const raw = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (raw && typeof raw === "object") {
      if (staff.some((s) => s.name === raw.nurse)) kept.nurse = raw.nurse;
      if (Array.isArray(raw.entries))
        kept.entries = raw.entries.filter((e: Entry) => e && doseOf.has(e.dose));
      if (Array.isArray(raw.notes))
        kept.notes = raw.notes.filter((n: Note) => n && typeof n.text === "string");
    }
  } catch {
    // Nothing readable is kept: the day begins as in the file.
  }
  return kept;
}

export const state = reactive<Kept>(load());

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // A full or forbidden storage must not stop the round.
  }
}

/** Takes over what another tab has written. */
export function reload() {
  Object.assign(state, load());
}
export const isOurKey = (key: string | null) => key === null || key === KEY;

export const now = ref(currentMinute());
export function tick() {
  const minute = currentMinute();
  if (minute !== now.value) now.value = minute;
}

// ---- doses

export type Status = "upcoming" | "due" | "late" | "given" | "refused";
export interface DoseView {
  dose: Dose;
  time: string;
  status: Status;
  statusText: string;
  timeText: string;
  originalText: string;
  recordText: string;
}

const entries = computed<Entry[]>(() => [...fileEntries, ...state.entries]);

function describe(e: Entry): string {
  const head = `${e.by} ${clockOf(e.at)} `;
  if (e.kind === "given") return head + "给药" + (e.checker ? `，${e.checker}核对` : "");
  return head + (e.kind === "refused" ? "拒服：" : "延后：") + e.reason;
}

export const views = computed<DoseView[]>(() => {
  const latest = new Map<string, Entry>();
  const times = new Map<string, string>();
  for (const e of entries.value) {
    latest.set(e.dose, e);
    if (e.kind === "delayed" && e.until) times.set(e.dose, e.until);
  }
  return doses.map((dose) => {
    const last = latest.get(dose.id);
    const time = times.get(dose.id) ?? dose.planned;
    const passed = minutesBetween(time, now.value);
    let status: Status;
    if (last && last.kind !== "delayed") status = last.kind;
    else status = passed < -30 ? "upcoming" : passed > 60 ? "late" : "due";
    const statusText = {
      upcoming: "未到时间",
      due: "待给药",
      late: "逾期" + duration(passed),
      given: "已给药",
      refused: "已拒服",
    }[status];
    return {
      dose,
      time,
      status,
      statusText,
      timeText: clockOf(time),
      originalText: time === dose.planned ? "" : `（原定${clockOf(dose.planned)}）`,
      recordText: last ? describe(last) : "",
    };
  });
});

export const isDone = (s: Status) => s === "given" || s === "refused";
export const viewOf = (id: string) => views.value.find((v) => v.dose.id === id);

export const counts = computed(() => {
  const c = { due: 0, late: 0, upcoming: 0, done: 0 };
  for (const v of views.value) {
    if (isDone(v.status)) c.done++;
    else c[v.status as "due" | "late" | "upcoming"]++;
  }
  return c;
});

const byTime = (a: DoseView, b: DoseView) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);
const byBed = (a: DoseView, b: DoseView) => compareBeds(a.dose.patient.bed, b.dose.patient.bed);
const byName = (a: DoseView, b: DoseView) => byPinyin(a.dose.patient.name, b.dose.patient.name);
const inFile = (a: DoseView, b: DoseView) => a.dose.index - b.dose.index;
export const orders = {
  time: (a: DoseView, b: DoseView) => byTime(a, b) || byBed(a, b) || inFile(a, b),
  bed: (a: DoseView, b: DoseView) => byBed(a, b) || byTime(a, b) || inFile(a, b),
  name: (a: DoseView, b: DoseView) => byName(a, b) || byTime(a, b) || byBed(a, b) || inFile(a, b),
};

// ---- stock and hand-over

function amountsGiven(list: Entry[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const e of list) {
    if (e.kind !== "given") continue;
    const d = doseOf.get(e.dose)!;
    sums.set(d.medicine.id, (sums.get(d.medicine.id) ?? 0) + d.amount);
  }
  return sums;
}

// The file's stock has the file's own records in it already.
const takenHere = computed(() => amountsGiven(state.entries));
export const left = (m: Medicine) => m.stock - (takenHere.value.get(m.id) ?? 0);

export const stock = computed(() =>
  medicines.map((m) => {
    const rest = left(m);
    return {
      medicine: m,
      leftText: `剩${rest}${m.unit}`,
      warning: rest <= 0 ? "已用完" : rest <= m.low ? "库存偏低" : "",
    };
  }),
);

/** Why a dose cannot be taken from the stock, or nothing. */
export function shortage(d: Dose): string {
  const rest = left(d.medicine);
  if (rest >= d.amount) return "";
  const name = d.medicine.name;
  return rest <= 0 ? `库存不足：${name}已用完` : `库存不足：${name}仅剩${rest}${d.medicine.unit}`;
}

export const summary = computed(() => {
  const given = views.value.filter((v) => v.status === "given").length;
  const refused = views.value.filter((v) => v.status === "refused").length;
  const { due, late, upcoming } = counts.value;
  const open = due + late + upcoming;
  const used = amountsGiven(entries.value);
  return {
    scope: `${counted(patients.length, "位")}患者，共${counted(doses.length, "次")}给药`,
    given: `已给药${counted(given, "次")}`,
    refused: `拒服${counted(refused, "次")}`,
    open:
      open === 0
        ? "全部完成"
        : `未完成${counted(open, "次")}` + (late ? `，其中逾期${counted(late, "次")}` : ""),
    used: medicines
      .filter((m) => used.has(m.id))
      .map((m) => ({ id: m.id, text: m.name + counted(used.get(m.id)!, m.unit) })),
    refusals: entries.value
      .filter((e) => e.kind === "refused")
      .map((e) => {
        const { patient, medicine, amount } = doseOf.get(e.dose)!;
        return {
          id: e.dose,
          text: `${patient.bed}床${patient.name}：${medicine.name}${counted(amount, medicine.unit)}，${e.reason}`,
        };
      }),
  };
});

// ---- what the user does

export type Outcome = Pick<Entry, "kind" | "checker" | "reason" | "until">;

export function record(dose: Dose, outcome: Outcome) {
  tick();
  state.entries.push({ dose: dose.id, at: now.value, by: state.nurse, ...outcome });
  save();
}

export function undo(): Entry | undefined {
  const entry = state.entries.pop();
  save();
  return entry;
}

export function setNurse(name: string) {
  state.nurse = name;
  save();
}

export function addNote(text: string) {
  const id = state.notes.reduce((max, n) => Math.max(max, n.id || 0), 0) + 1;
  state.notes.push({ id, text });
  save();
}

export function removeNote(id: number) {
  state.notes = state.notes.filter((n) => n.id !== id);
  save();
}
