import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

export type Status = "received" | "in-repair" | "waiting" | "ready" | "collected";

export interface Staff {
  name: string;
  pin: string;
  role: "owner" | "mechanic" | "apprentice";
}

export interface Line {
  id: number;
  sku: string | null;
  kind: "part" | "work";
  description: string;
  quantity: number;
  amount: number;
}

export interface Job {
  number: number;
  customerId: number;
  bicycle: string;
  fault: string;
  status: Status;
  receivedOn: string;
  code: string;
  agreed: boolean;
  lines: Line[];
}

export interface Customer {
  id: number;
  name: string;
  phone: string;
}

export interface Part {
  sku: string;
  name: string;
  price: number;
  stock: number;
}

export interface Invoice {
  number: number;
  kind: "invoice" | "credit-note";
  job: number;
  customer: string;
  phone: string;
  bicycle: string;
  issuedOn: string;
  lines: Omit<Line, "id" | "sku">[];
  net: number;
  vat: number;
  total: number;
  cancels: number | null;
}

export interface Kinds {
  staff: Staff;
  job: Job;
  customer: Customer;
  part: Part;
  invoice: Invoice;
  session: { token: string; staff: string };
  counter: { name: "line" | "invoice"; last: number };
}

type Key = string | number;
export type Change = {
  [Kind in keyof Kinds]: [kind: Kind, key: Key, value: Kinds[Kind] | null];
}[keyof Kinds];

export interface Store {
  get<Kind extends keyof Kinds>(kind: Kind, key: Key): Kinds[Kind] | undefined;
  all<Kind extends keyof Kinds>(kind: Kind): Kinds[Kind][];
  /** Writes all changes or none; null takes a record away. */
  write(...changes: Change[]): void;
}

/** The book as documents: all are held in memory, and each change is written through before it is answered for. */
export function openStore(file: string, original: string, convert: (old: DatabaseSync) => Change[]): Store {
  if (!existsSync(file)) {
    mkdirSync(file.replace(/[^/]+$/, ""), { recursive: true });
    copyFileSync(original, `${file}-copy`);
    renameSync(`${file}-copy`, file);
  }
  const database = new DatabaseSync(file);
  const documents = new Map<string, Map<string, unknown>>();
  const of = (kind: string) => documents.get(kind) ?? documents.set(kind, new Map()).get(kind)!;

  const write = (changes: readonly Change[], before = "") => {
    database.exec(`BEGIN IMMEDIATE; ${before}`);
    try {
      const put = database.prepare("INSERT OR REPLACE INTO documents VALUES (?, ?, ?)");
      const remove = database.prepare("DELETE FROM documents WHERE kind = ? AND key = ?");
      for (const [kind, key, value] of changes) {
        if (value === null) remove.run(kind, String(key));
        else put.run(kind, String(key), JSON.stringify(value));
      }
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
    for (const [kind, key, value] of changes) {
      if (value === null) of(kind).delete(String(key));
      else of(kind).set(String(key), value);
    }
  };

  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").get() !== undefined;
  if (known) {
    for (const { kind, key, value } of database.prepare("SELECT * FROM documents").all())
      of(kind as string).set(key as string, JSON.parse(value as string));
  } else {
    write(
      convert(database),
      "CREATE TABLE documents (kind TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, key));",
    );
  }
  return {
    get: (kind, key) => of(kind).get(String(key)) as never,
    all: (kind) => [...of(kind).values()] as never,
    write: (...changes) => write(changes),
  };
}
