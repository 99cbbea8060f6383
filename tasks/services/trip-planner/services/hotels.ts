import { z } from "zod";
import { answer, book, cancel, readBookings, refuse, serveMcp, text } from "./mcp-server.ts";

interface Hotel {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly stars: number;
  readonly pricePerNightUsd: number;
  readonly hasBreakfast: boolean;
  /** Nights on which it is full. */
  readonly fullOn: readonly string[];
}

const parseHotel = (line: string): Hotel => {
  const [id, name, city, stars, price, breakfast, ...fullOn] = line.trim().split(/\s*\|\s*/) as string[];
  const numbers = { stars: Number(stars), pricePerNightUsd: Number(price) };
  return { id, name, city, ...numbers, hasBreakfast: breakfast === "breakfast", fullOn } as Hotel;
};

const HOTELS = `
  HT1 | Galata Garden    | Istanbul | 3 |  58 | breakfast
  HT2 | Bosphorus Palace | Istanbul | 5 | 184 | breakfast
  HT3 | Old Town Hostel  | Istanbul | 1 |  21 | none
  HT4 | Pera House       | Istanbul | 3 |  49 | breakfast | 2027-03-14
  HT5 | Moda Rooms       | Istanbul | 3 |  63 | breakfast
  HT6 | Kizilay Inn      | Ankara   | 3 |  40 | breakfast
  HT7 | Taksim Loft      | Istanbul | 4 |  52 | none
`
  .trim()
  .split("\n")
  .map(parseHotel);

const DAY_MS = 86_400_000;
const MAX_NIGHTS = 365;
const NO_STAY = `checkOut must be after checkIn, by ${MAX_NIGHTS} nights at most`;
const date = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .describe("YYYY-MM-DD");

/** None where there is no such stay. */
function listNights(checkIn: string, checkOut: string): string[] {
  const nights: string[] = [];
  if (Date.parse(checkOut) - Date.parse(checkIn) > MAX_NIGHTS * DAY_MS) return nights;
  for (let at = Date.parse(checkIn); at < Date.parse(checkOut); at += DAY_MS)
    nights.push(new Date(at).toISOString().slice(0, 10));
  return nights;
}

const isFull = ({ fullOn }: Hotel, nights: readonly string[]): boolean => nights.some((night) => fullOn.includes(night));

serveMcp("hotels", (server) => {
  server.registerTool(
    "search_hotels",
    {
      description: "Lists the hotels of a city that have a room for every night of a stay, with prices in US dollars.",
      inputSchema: { city: text, checkIn: date, checkOut: date },
    },
    async ({ city, checkIn, checkOut }) => {
      const nights = listNights(checkIn, checkOut);
      if (nights.length === 0) return refuse(NO_STAY);
      const isThere = (one: Hotel): boolean => one.city.toLowerCase() === city.trim().toLowerCase();
      return answer(
        HOTELS.filter((one) => isThere(one) && !isFull(one, nights)).map(({ fullOn: _fullOn, ...one }) => ({
          ...one,
          totalUsd: one.pricePerNightUsd * nights.length,
        })),
      );
    },
  );
  server.registerTool(
    "book_hotel",
    {
      description: "Books a room for every night of a stay. The price is charged at once.",
      inputSchema: {
        hotel: text.describe("id of the hotel"),
        guest: text,
        checkIn: date,
        checkOut: date,
      },
    },
    async ({ hotel: id, guest, checkIn, checkOut }) => {
      const found = HOTELS.find((one) => one.id === id);
      if (found === undefined) return refuse(`there is no hotel ${id}`);
      const nights = listNights(checkIn, checkOut);
      if (nights.length === 0) return refuse(NO_STAY);
      if (isFull(found, nights)) return refuse(`${found.name} is full on one of these nights`);
      const priceUsd = found.pricePerNightUsd * nights.length;
      return book({ item: id, name: guest, priceUsd }, { checkIn, checkOut, nights: nights.length });
    },
  );
  server.registerTool(
    "cancel_hotel",
    { description: "Cancels a booking; it is refunded in full.", inputSchema: { reference: text } },
    async ({ reference }) =>
      cancel(reference) ? answer({ reference, status: "cancelled" }) : refuse(`there is no booking ${reference}`),
  );
  server.registerTool(
    "list_bookings",
    { description: "Lists the rooms that were booked.", inputSchema: {} },
    async () => answer(readBookings()),
  );
});
