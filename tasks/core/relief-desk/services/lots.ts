export interface Lot {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly contents: string;
  readonly netKg: number;
  readonly grossKg: number;
  /** Crates at the last count. */
  readonly counted: number;
  /** Crates that can really be handed out. */
  readonly sound: number;
  /** Handed out in multiples of it. */
  readonly layer: number;
  readonly expires: string | null;
}

function parseLot(line: string): Lot {
  const [id, name, description, contents, kg, crates, expires] = line.trim().split(/\s*\|\s*/) as string[];
  const [netKg, grossKg] = kg!.split("/").map(Number);
  const [counted, sound, layer = 1] = crates!.split("/").map(Number);
  return {
    id,
    name,
    description,
    contents,
    netKg,
    grossKg,
    counted,
    sound,
    layer,
    expires: expires === "-" ? null : expires,
  } as Lot;
}

/** Id, name, description, contents of a crate, net/gross kg, counted/sound crates (/layer), expiry. */
export const LOTS = `
  L-101 | Blue tablets, slow | Treats a lot of water for little money, 50,000 litres a crate. | Chlorine for swimming pools; not for drinking water. | 20/22 | 30/30 | 2028-05-31
  L-103 | Clearwell tablets | Drinking water tablets of the March delivery. | 400 tablets; one makes 20 litres of drinking water. | 9/11 | 9/9 | 2027-11-30
  L-107 | Rapid tablets | Our usual tablets for drinking water, long-lasting. | 600 tablets; one makes 20 litres of drinking water. | 10/12 | 24/24 | 2027-06-30
  L-112 | Sparkling tablets | Tablets that make water clean. | Chlorine for floors and tools; not for drinking water. | 8/9 | 40/40 | 2028-01-31
  L-114 | Water bottles, still | Drinking water, ready to drink. | 24 bottles of 1.5 litres of drinking water. | 36/38 | 80/80 | 2028-03-31
  L-118 | Aquasure tablets | Drinking water tablets, small ones for jerry cans. | 480 tablets; one makes 10 litres of drinking water. | 7/9 | 14/14 | 2028-02-28
  L-126 | Kitchen filters | Filters for drinking water. | 12 filters for taps with running water; no use without. | 14/16 | 18/18 | -
  L-131 | Rivermed powder | For families with muddy water. | 1,200 sachets; one makes 10 litres of drinking water. | 13/15 | 6/5 | 2027-09-30
  L-201 | Red blankets | Blankets in handy boxes. | 10 fire blankets of glass fibre, 180 x 220 cm. | 16/18 | 25/25 | -
  L-202 | Family blankets, extra large | The biggest blankets that we have. | 30 wool blankets, 130 x 180 cm. | 33/37 | 40/40 | -
  L-204 | Grey blankets | For cold nights. | 20 wool blankets, 150 x 200 cm. | 30/34 | 26/26 | -
  L-206 | Rescue blankets | Warm and light as a feather. | 200 blankets of metal foil, 160 x 210 cm. | 14/16 | 12/12 | -
  L-211 | Sofa throws | A gift of a hotel; good as blankets. | 30 fleece blankets, 200 x 240 cm. | 36/41 | 11/11 | -
  L-219 | Travel blankets | Small blankets for the journey. | 25 fleece blankets, 150 x 220 cm. | 31/36 | 22/19 | -
  L-224 | Grey blankets, second choice | Like the grey blankets, with a darn here and there. | 20 wool blankets, 140 x 200 cm. | 28/32 | 30/30 | -
  L-302 | Green covers | Tarpaulins with eyelets. | 10 tarpaulins, 4 x 6 m. | 41/46 | 11/11 | -
  L-305 | Tarpaulins, large | Large enough for a whole house. | 12 tarpaulins, 4 x 5 m. | 44/48 | 20/20 | -
  L-309 | Ground sheets | Strong tarpaulins for floors and roofs. | 8 tarpaulins, 5 x 6 m. | 46/52 | 12/12 | -
  L-315 | Shade nets | Better than tarpaulins in the sun. | 15 nets that rain goes through, 6 x 8 m. | 30/33 | 16/16 | -
  L-401 | Isotonic powder | Rehydration salts for athletes. | 500 sachets of sports drink; no medicine. | 15/17 | 20/20 | 2028-07-31
  L-402 | White sachets | Oral rehydration salts, the usual ones. | 200 sachets of oral rehydration salts; one for 1 litre. | 10/12 | 20/20 | 2027-06-30
  L-409 | Half sachets | Oral rehydration salts for children. | 500 sachets of oral rehydration salts; one for half a litre. | 18/21 | 9/9/4 | 2028-04-30
  L-413 | Big sachets | Oral rehydration salts, strong. | 150 sachets of rehydration salts for calves; one for 2 litres. | 22/24 | 15/15 | 2028-02-28
  L-417 | Orange sachets | Oral rehydration salts with a taste of orange. | 120 sachets of oral rehydration salts; one for 1 litre. | 12/14 | 12/12 | 2027-12-31
  L-502 | Jerry cans | For 10 litres of water each, to be folded. | 50 jerry cans. | 11/13 | 30/30 | -
  L-508 | Bed nets | Against mosquitoes, for double beds. | 40 nets. | 17/19 | 22/22 | -
`
  .trim()
  .split("\n")
  .map(parseLot);
