export interface Stop {
  readonly village: string;
  readonly arrives: string;
  readonly baseCents: number;
  readonly centsPerKg: number;
  /** Ferries and tolls. */
  readonly surchargeCents: number;
}

export interface Departure {
  readonly id: string;
  readonly carrier: string;
  readonly vehicleTonnes: number;
  readonly fourWheelDrive: boolean;
  readonly payloadKg: number;
  readonly departs: string;
  readonly stops: readonly Stop[];
}

function parseStop(text: string): Stop {
  const [village, arrives, base, perKg, surcharge] = text.trim().split(/\s*,\s*/) as string[];
  return {
    village: village!,
    arrives: arrives!,
    baseCents: Number(base) * 100,
    centsPerKg: Number(perKg),
    surchargeCents: Number(surcharge) * 100,
  };
}

function parseDeparture(line: string): Departure {
  const [id, carrier, tonnes, drive, payload, departs, ...stops] = line.trim().split(/\s*\|\s*/) as string[];
  return {
    id: id!,
    carrier: carrier!,
    vehicleTonnes: Number(tonnes),
    fourWheelDrive: drive === "4x4",
    payloadKg: Number(payload),
    departs: departs!,
    stops: stops.map(parseStop),
  };
}

/** Id, carrier, vehicle in tonnes, drive, payload in kg, departure; then of each stop: village, arrival, dollars, cents a kg, surcharge. */
export const DEPARTURES = `
  T-01 | Marel Haulage   | 12  | 4x2 | 6000 | 2027-04-16 07:00 | Kadoro, 2027-04-16 13:30, 160, 10, 0
  T-02 | Blue Axle       | 3.5 | 4x2 |  720 | 2027-04-16 06:00 | Kadoro, 2027-04-16 09:40, 150, 14, 0
  T-03 | Blue Axle       | 7.5 | 4x2 | 2400 | 2027-04-16 08:30 | Kadoro, 2027-04-16 15:20, 320, 19, 0
  T-04 | Night Road      | 7.5 | 4x2 | 2000 | 2027-04-16 11:00 | Kadoro, 2027-04-16 17:25, 190, 12, 0
  T-05 | Coast & Hill    | 7.5 | 4x4 | 1400 | 2027-04-16 04:30 | Upper Marel, 2027-04-16 08:50, 210, 21, 0 | Kadoro, 2027-04-16 11:40, 230, 21, 0
  T-06 | Highline        | 5   | 4x4 | 1000 | 2027-04-17 05:00 | Upper Marel, 2027-04-17 10:10, 330, 20, 0
  T-07 | Blue Axle       | 7.5 | 4x2 | 2400 | 2027-04-16 06:30 | Upper Marel, 2027-04-16 12:00, 150, 12, 0
  T-08 | Highline        | 5   | 4x4 | 1000 | 2027-04-17 01:00 | Upper Marel, 2027-04-17 06:20, 190, 15, 0
  T-09 | Ondu Ferry Line | 3.5 | 4x2 |  560 | 2027-04-18 09:00 | Lake Ondu, 2027-04-18 12:30, 130, 10, 0
  T-10 | Marel Haulage   | 7.5 | 4x2 | 3000 | 2027-04-17 07:00 | Lake Ondu, 2027-04-17 13:15, 140, 13, 210
  T-11 | Ondu Ferry Line | 7.5 | 4x2 | 2200 | 2027-04-18 07:20 | Lake Ondu, 2027-04-18 14:45, 255, 22, 0
  T-12 | Blue Axle       | 7.5 | 4x2 | 2400 | 2027-04-18 10:00 | Lake Ondu, 2027-04-18 16:20, 170, 11, 0
  T-13 | Blue Axle       | 7.5 | 4x2 | 1450 | 2027-04-16 06:40 | Sefa Bridge, 2027-04-16 10:05, 200, 12, 0
  T-14 | Highline        | 7.5 | 4x4 | 2000 | 2027-04-15 12:00 | Sefa Bridge, 2027-04-15 17:50, 310, 23, 0
  T-15 | Marel Haulage   | 12  | 4x2 | 6000 | 2027-04-16 07:30 | Sefa Bridge, 2027-04-16 11:30, 220, 10, 0
  T-16 | Coast & Hill    | 7.5 | 4x4 | 2600 | 2027-04-16 09:30 | Sefa Bridge, 2027-04-16 16:40, 240, 22, 150
`
  .trim()
  .split("\n")
  .map(parseDeparture);
