"use strict";

// What is reserved and booked, as the services "stock" and "transport" state it, in the order of assets/requests.json.
// All moments are local ones.
const RELIEF = {
  budgetUsd: 1870,
  villages: [
    {
      name: "Kadoro",
      deadline: "2027-04-16 17:00",
      unloading: { from: "07:00", to: "17:00" },
      truck: {
        departure: "T-03",
        carrier: "Blue Axle",
        departs: "2027-04-16 08:30",
        arrives: "2027-04-16 15:20",
      },
      booking: { reference: "B-83E748", weightKg: 783, priceUsd: 468.77 },
      lines: [
        { lot: "L-103", name: "Clearwell tablets", crates: 9, weightKg: 99, reference: "R-AC9018" },
        { lot: "L-219", name: "Travel blankets", crates: 19, weightKg: 684, reference: "R-00C0B1" },
      ],
    },
    {
      name: "Upper Marel",
      deadline: "2027-04-17 12:00",
      unloading: { from: "08:00", to: "16:00" },
      truck: {
        departure: "T-05",
        carrier: "Coast & Hill",
        departs: "2027-04-16 04:30",
        arrives: "2027-04-16 08:50",
      },
      booking: { reference: "B-38435E", weightKg: 654, priceUsd: 347.34 },
      lines: [
        { lot: "L-118", name: "Aquasure tablets", crates: 14, weightKg: 126, reference: "R-014286" },
        { lot: "L-309", name: "Ground sheets", crates: 8, weightKg: 416, reference: "R-4A59D3" },
        { lot: "L-417", name: "Orange sachets", crates: 8, weightKg: 112, reference: "R-7E5442" },
      ],
    },
    {
      name: "Lake Ondu",
      deadline: "2027-04-18 16:00",
      unloading: { from: "08:00", to: "16:00" },
      truck: {
        departure: "T-11",
        carrier: "Ondu Ferry Line",
        departs: "2027-04-18 07:20",
        arrives: "2027-04-18 14:45",
      },
      booking: { reference: "B-25B3DF", weightKg: 578, priceUsd: 382.16 },
      lines: [
        { lot: "L-211", name: "Sofa throws", crates: 10, weightKg: 410, reference: "R-82A66D" },
        { lot: "L-409", name: "Half sachets", crates: 8, weightKg: 168, reference: "R-A1CAB3" },
      ],
    },
    {
      name: "Sefa Bridge",
      deadline: "2027-04-16 18:00",
      unloading: { from: "07:00", to: "18:00" },
      truck: {
        departure: "T-14",
        carrier: "Highline",
        departs: "2027-04-15 12:00",
        arrives: "2027-04-15 17:50",
      },
      booking: { reference: "B-F26784", weightKg: 1465, priceUsd: 646.95 },
      lines: [
        { lot: "L-131", name: "Rivermed powder", crates: 5, weightKg: 75, reference: "R-5DFB05" },
        { lot: "L-204", name: "Grey blankets", crates: 26, weightKg: 884, reference: "R-6DBE9E" },
        { lot: "L-302", name: "Green covers", crates: 11, weightKg: 506, reference: "R-03B5CE" },
      ],
    },
  ],
};
