import { computed, ref, shallowRef, watch } from "vue";
import { firstNurse, staff } from "./ward/file.ts";
import { applyRecords, type DoseRecord, isRecord, oldRecords } from "./ward/records.ts";
import { countStock } from "./ward/stock.ts";

export interface Note {
  readonly id: number;
  readonly text: string;
}

interface Stored {
  readonly records: readonly DoseRecord[];
  readonly notes: readonly Note[];
  readonly nurse: string;
}

const KEY = "clinic-rounds";
const stored = readStored();

/** What the user has recorded, oldest first. */
const records = shallowRef(stored.records);
export const notes = shallowRef(stored.notes);
export const nurse = ref(stored.nurse);

export const states = computed(() => applyRecords([...oldRecords, ...records.value]));
export const stock = computed(() => countStock(states.value));
export const canUndo = computed(() => records.value.length > 0);

watch([records, notes, nurse], () => {
  const now: Stored = { records: records.value, notes: notes.value, nurse: nurse.value };
  localStorage.setItem(KEY, JSON.stringify(now));
});

export function addRecord(record: DoseRecord): void {
  records.value = [...records.value, record];
}

export function undo(): void {
  records.value = records.value.slice(0, -1);
}

export function addNote(text: string): void {
  const id = Math.max(0, ...notes.value.map((note) => note.id)) + 1;
  notes.value = [...notes.value, { id, text }];
}

export function removeNote(removed: Note): void {
  notes.value = notes.value.filter((note) => note !== removed);
}

/** What cannot be read counts as nothing. */
function readStored(): Stored {
  const { records, notes, nurse } = parse(localStorage.getItem(KEY));
  return {
    records: Array.isArray(records) ? records.filter(isRecord) : [],
    notes: Array.isArray(notes) ? notes.filter((note) => typeof note?.text === "string") : [],
    nurse: staff.find(({ name }) => name === nurse)?.name ?? firstNurse,
  };
}

function parse(text: string | null): Partial<Stored> {
  try {
    return (JSON.parse(text ?? "null") as Partial<Stored> | null) ?? {};
  } catch {
    return {};
  }
}
