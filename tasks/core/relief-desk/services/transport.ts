import { z } from "zod";
import { type Departure, DEPARTURES, type Stop } from "./departures.ts";
import { answer, pageNumber, refuse, serveMcp, toPage, word } from "./mcp-server.ts";
import { MAX_RECORDS, readState, toReference, writeState } from "./state-file.ts";
import { village } from "./villages.ts";

interface Offer {
  readonly departure: string;
  readonly village: string;
  readonly weightKg: number;
  readonly priceUsd: number;
}

interface Quote extends Offer {
  readonly quote: string;
}

interface Booking extends Offer {
  readonly reference: string;
  readonly status: "booked" | "cancelled";
}

interface State {
  /** All that were given; the last one can be booked. */
  readonly quotes: readonly Quote[];
  readonly bookings: readonly Booking[];
}

const FILE = "bookings.json";
const PAGE_SIZE = 3;

const readAll = (): State => readState<State>(FILE, { quotes: [], bookings: [] });

const isInForce = ({ status }: Booking): boolean => status === "booked";

/** All that was ever booked, and what of it is in force. */
function writeAll({ quotes, bookings }: State): void {
  const inForce = bookings.filter(isInForce);
  const cents = inForce.reduce((sum, { priceUsd }) => sum + Math.round(priceUsd * 100), 0);
  writeState(FILE, {
    quotes,
    bookings,
    inForce: inForce
      .map(({ village: to, departure, weightKg }) => `${to}: ${weightKg} kg on ${departure}`)
      .sort(),
    chargedUsd: cents / 100,
  });
}

function findFreeKg({ id, payloadKg }: Departure): number {
  const taken = readAll().bookings.filter((one) => isInForce(one) && one.departure === id);
  return payloadKg - taken.reduce((sum, { weightKg }) => sum + weightKg, 0);
}

function toPriceUsd({ baseCents, centsPerKg, surchargeCents }: Stop, weightKg: number): number {
  return (baseCents + centsPerKg * weightKg + surchargeCents) / 100;
}

/** Why so much does not go with a departure; null where it does. */
function findObstacle(departure: Departure, weightKg: number): string | null {
  const freeKg = findFreeKg(departure);
  if (weightKg <= freeKg) return null;
  const { id, payloadKg } = departure;
  if (weightKg > payloadKg)
    return `${id} carries ${payloadKg} kg at most: ${weightKg} kg are ${weightKg - payloadKg} kg too much. Choose another departure.`;
  return `${id} has room for ${freeKg} kg left, not for ${weightKg} kg. Choose another departure, or cancel what goes with it.`;
}

serveMcp("transport", (server) => {
  server.registerTool(
    "list_departures",
    {
      description:
        "Lists the departures from the depot to a village, in local times, in pages. fromUsd is the fare without weight, ferries and tolls.",
      inputSchema: { village, page: pageNumber },
    },
    async ({ village: to, page }) => {
      const all = DEPARTURES.flatMap((departure) => {
        const stop = departure.stops.find((one) => one.village === to);
        if (stop === undefined) return [];
        const { id, stops: _stops, ...rest } = departure;
        return [
          {
            departure: id,
            ...rest,
            freeKg: findFreeKg(departure),
            arrives: stop.arrives,
            fromUsd: stop.baseCents / 100,
          },
        ];
      });
      const { items, ...paging } = toPage(all, { page, size: PAGE_SIZE });
      return answer({ ...paging, departures: items });
    },
  );
  server.registerTool(
    "get_quote",
    {
      description:
        "Says what a departure charges for a weight to a village, all included. A quote holds until the next one is asked for.",
      inputSchema: { departure: word, village, weightKg: z.int().min(1).max(50_000) },
    },
    async ({ departure: id, village: to, weightKg }) => {
      const found = DEPARTURES.find((one) => one.id === id.toUpperCase());
      const stop = found?.stops.find((one) => one.village === to);
      if (found === undefined || stop === undefined)
        return refuse(`There is no departure ${id} to ${to}. list_departures lists those that there are.`);
      const obstacle = findObstacle(found, weightKg);
      if (obstacle !== null) return refuse(obstacle);
      const state = readAll();
      const quote: Quote = {
        quote: toReference("Q", found.id, to, weightKg),
        departure: found.id,
        village: to,
        weightKg,
        priceUsd: toPriceUsd(stop, weightKg),
      };
      writeAll({ ...state, quotes: [...state.quotes, quote].slice(-MAX_RECORDS) });
      return answer(quote);
    },
  );
  server.registerTool(
    "book",
    {
      description: "Books what was quoted. The price is charged at once.",
      inputSchema: { quote: word.describe("id of the quote") },
    },
    async ({ quote: id }) => {
      const state = readAll();
      const { quotes, bookings } = state;
      const quote = quotes.findLast((one) => one.quote === id.toUpperCase());
      if (quote === undefined) return refuse(`There is no quote ${id}. get_quote gives one.`);
      const { quote: _id, ...offer } = quote;
      const { departure, village: to, weightKg } = offer;
      if (quote !== quotes.at(-1))
        return refuse(
          `The quote ${id} has lapsed, because another one was asked for. Ask for it again, then book it.`,
        );
      const same = bookings.find(
        (one) => isInForce(one) && one.departure === departure && one.village === to,
      );
      if (same !== undefined)
        return refuse(
          `${departure} to ${to} is booked already (${same.reference}). Cancel that booking first.`,
        );
      const obstacle = findObstacle(
        DEPARTURES.find((one) => one.id === departure)!,
        weightKg,
      );
      if (obstacle !== null) return refuse(obstacle);
      if (bookings.length >= MAX_RECORDS) return refuse(`No more than ${MAX_RECORDS} bookings are taken.`);
      const reference = toReference("B", departure, to, weightKg);
      const booking: Booking = { reference, ...offer, status: "booked" };
      writeAll({ quotes, bookings: [...bookings, booking] });
      return answer(booking);
    },
  );
  server.registerTool(
    "cancel_booking",
    { description: "Cancels a booking; it is refunded in full.", inputSchema: { reference: word } },
    async ({ reference }) => {
      const isMeant = (one: Booking): boolean => isInForce(one) && one.reference === reference.toUpperCase();
      const { quotes, bookings } = readAll();
      if (!bookings.some(isMeant))
        return refuse(`There is no booking ${reference} in force. list_bookings lists them.`);
      writeAll({
        quotes,
        bookings: bookings.map((one) => (isMeant(one) ? { ...one, status: "cancelled" } : one)),
      });
      return answer({ reference, status: "cancelled" });
    },
  );
  server.registerTool(
    "list_bookings",
    { description: "Lists all bookings, those that were cancelled too.", inputSchema: {} },
    async () => answer(readAll().bookings),
  );
});
