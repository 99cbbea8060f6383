import { answer, book, cancel, readBookings, refuse, serveMcp, text } from "./mcp-server.ts";

interface Flight {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly departs: string;
  readonly arrives: string;
  readonly airline: string;
  readonly priceUsd: number;
  readonly seatsLeft: number;
}

const parseFlight = (line: string): Flight => {
  const [id, from, to, date, departs, arrives, airline, price, seats] = line.trim().split(/\s*\|\s*/) as string[];
  return { id, from, to, date, departs, arrives, airline, priceUsd: Number(price), seatsLeft: Number(seats) } as Flight;
};

const FLIGHTS = `
  FL101 | Karachi  | Istanbul | 2027-03-12 | 07:10 | 11:20        | Anatolia Air  | 148 | 9
  FL102 | Karachi  | Istanbul | 2027-03-12 | 11:45 | 16:05        | Indus Airways | 119 | 4
  FL103 | Karachi  | Istanbul | 2027-03-12 | 13:30 | 17:40        | Night Line    |  84 | 0
  FL104 | Karachi  | Istanbul | 2027-03-13 | 09:00 | 13:10        | Indus Airways |  79 | 7
  FL105 | Karachi  | Ankara   | 2027-03-12 | 08:15 | 12:40        | Anatolia Air  |  96 | 5
  FL106 | Karachi  | Istanbul | 2027-03-12 | 02:20 | 06:35        | Night Line    |  92 | 6
  FL201 | Istanbul | Karachi  | 2027-03-16 | 01:20 | 07:35        | Night Line    |  87 | 6
  FL202 | Istanbul | Karachi  | 2027-03-16 | 14:50 | 21:10        | Anatolia Air  | 171 | 8
  FL203 | Istanbul | Karachi  | 2027-03-16 | 18:05 | 00:15 (+1)   | Indus Airways | 131 | 3
  FL204 | Istanbul | Karachi  | 2027-03-17 | 09:40 | 15:55        | Indus Airways |  77 | 9
`
  .trim()
  .split("\n")
  .map(parseFlight);

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.trim().toLowerCase();

serveMcp("flights", (server) => {
  server.registerTool(
    "search_flights",
    {
      description:
        "Lists the flights of one day from one city to another, in local times, with prices in US dollars and the seats that are left.",
      inputSchema: { from: text, to: text, date: text.describe("YYYY-MM-DD") },
    },
    async ({ from, to, date }) =>
      answer(FLIGHTS.filter((one) => one.date === date && isSame(one.from, from) && isSame(one.to, to))),
  );
  server.registerTool(
    "book_flight",
    {
      description: "Books one seat on a flight. The price is charged at once.",
      inputSchema: { flight: text.describe("id of the flight"), passenger: text },
    },
    async ({ flight: id, passenger }) => {
      const found = FLIGHTS.find((one) => one.id === id);
      if (found === undefined) return refuse(`there is no flight ${id}`);
      if (found.seatsLeft === 0) return refuse(`the flight ${id} is full`);
      return book({ item: id, name: passenger, priceUsd: found.priceUsd }, {});
    },
  );
  server.registerTool(
    "cancel_flight",
    { description: "Cancels a booking; it is refunded in full.", inputSchema: { reference: text } },
    async ({ reference }) =>
      cancel(reference) ? answer({ reference, status: "cancelled" }) : refuse(`there is no booking ${reference}`),
  );
  server.registerTool(
    "list_bookings",
    { description: "Lists the flights that were booked.", inputSchema: {} },
    async () => answer(readBookings()),
  );
});
