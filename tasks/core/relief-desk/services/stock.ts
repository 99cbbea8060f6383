import { z } from "zod";
import { type Lot, LOTS } from "./lots.ts";
import { answer, pageNumber, refuse, serveMcp, toPage, word } from "./mcp-server.ts";
import { MAX_RECORDS, readState, toReference, writeState } from "./state-file.ts";
import { village } from "./villages.ts";

interface Reservation {
  readonly reference: string;
  readonly lot: string;
  readonly village: string;
  readonly crates: number;
  /** With crates and pallets. */
  readonly weightKg: number;
  readonly status: "reserved" | "released";
}

const FILE = "reservations.json";
const COUNTED_ON = "2027-04-12";
const PAGE_SIZE = 5;

const readReservations = (): readonly Reservation[] =>
  readState<{ readonly reservations: readonly Reservation[] }>(FILE, { reservations: [] }).reservations;

const isInForce = ({ status }: Reservation): boolean => status === "reserved";

/** All that was ever reserved, and what of it is in force. */
function writeReservations(reservations: readonly Reservation[]): void {
  const inForce = reservations.filter(isInForce);
  writeState(FILE, {
    reservations,
    inForce: inForce.map(({ village: to, crates, lot }) => `${to}: ${crates} crates of ${lot}`).sort(),
    weightKg: inForce.reduce((sum, { weightKg }) => sum + weightKg, 0),
  });
}

const countReserved = (id: string): number =>
  readReservations()
    .filter((one) => isInForce(one) && one.lot === id)
    .reduce((sum, { crates }) => sum + crates, 0);

const findLot = (id: string): Lot | undefined => LOTS.find((one) => one.id === id.toUpperCase());
const noLot = (id: string) => refuse(`There is no lot ${id}. search_stock lists the lots.`);

const toEntry = ({ id, name, description, netKg, counted }: Lot) => ({
  lot: id,
  name,
  description,
  netKgPerCrate: netKg,
  cratesCounted: counted,
});

function matches({ name, description }: Lot, query: string): boolean {
  const text = `${name} ${description}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}

/** Why a lot cannot give so many crates; null where it can. */
function findObstacle({ id, counted, sound, layer }: Lot, crates: number): string | null {
  if (crates % layer !== 0)
    return `${id} stands in layers of ${layer} crates, which are handed out whole: reserve a multiple of ${layer}.`;
  const reserved = countReserved(id);
  const free = sound - reserved;
  if (crates <= free) return null;
  const wet =
    counted === sound ? "" : ` ${counted - sound} of the ${counted} that were counted have got wet since.`;
  return `${id} has ${free} crates left, not ${crates}.${wet} Reserve fewer, take another lot, or release what is reserved of it.`;
}

serveMcp("stock", (server) => {
  server.registerTool(
    "search_stock",
    {
      description:
        "Finds lots of the depot whose name or description holds every word of the query; an empty query finds all. Answers in pages.",
      inputSchema: { query: z.string().trim().max(100).default(""), page: pageNumber },
    },
    async ({ query, page }) => {
      const { items, ...paging } = toPage(
        LOTS.filter((one) => matches(one, query)),
        { page, size: PAGE_SIZE },
      );
      return answer({ ...paging, lots: items.map(toEntry) });
    },
  );
  server.registerTool(
    "inspect_lot",
    { description: "Says what a crate of a lot holds and until when it keeps.", inputSchema: { lot: word } },
    async ({ lot: id }) => {
      const found = findLot(id);
      if (found === undefined) return noLot(id);
      return answer({
        ...toEntry(found),
        countedOn: COUNTED_ON,
        cratesReserved: countReserved(found.id),
        crateHolds: found.contents,
        expires: found.expires,
      });
    },
  );
  server.registerTool(
    "reserve",
    {
      description:
        "Reserves crates of a lot for a village. Answers with the reference and what they weigh, packed.",
      inputSchema: { lot: word, crates: z.int().min(1).max(1000), village },
    },
    async ({ lot: id, crates, village: to }) => {
      const found = findLot(id);
      if (found === undefined) return noLot(id);
      const reservations = readReservations();
      const same = reservations.find((one) => isInForce(one) && one.lot === found.id && one.village === to);
      if (same !== undefined)
        return refuse(
          `${same.crates} crates of ${found.id} are reserved for ${to} already (${same.reference}). Release them first.`,
        );
      const obstacle = findObstacle(found, crates);
      if (obstacle !== null) return refuse(obstacle);
      if (reservations.length >= MAX_RECORDS)
        return refuse(`No more than ${MAX_RECORDS} reservations are taken.`);
      const reservation: Reservation = {
        reference: toReference("R", found.id, to, crates),
        lot: found.id,
        village: to,
        crates,
        weightKg: crates * found.grossKg,
        status: "reserved",
      };
      writeReservations([...reservations, reservation]);
      return answer({ ...reservation, name: found.name });
    },
  );
  server.registerTool(
    "release",
    { description: "Gives reserved crates back.", inputSchema: { reference: word } },
    async ({ reference }) => {
      const isMeant = (one: Reservation): boolean =>
        isInForce(one) && one.reference === reference.toUpperCase();
      const reservations = readReservations();
      if (!reservations.some(isMeant))
        return refuse(`There is no reservation ${reference} in force. list_reservations lists them.`);
      writeReservations(reservations.map((one) => (isMeant(one) ? { ...one, status: "released" } : one)));
      return answer({ reference, status: "released" });
    },
  );
  server.registerTool(
    "list_reservations",
    { description: "Lists all reservations, those that were released too.", inputSchema: {} },
    async () => answer(readReservations()),
  );
});
