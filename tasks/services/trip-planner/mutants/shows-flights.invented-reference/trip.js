export const BUDGET_USD = 500;
export const RUPEES_PER_DOLLAR = 280;

export const outbound = {
  kind: "Outbound flight",
  id: "FL102",
  airline: "Indus Airways",
  day: "March 12",
  from: "Karachi 11:45",
  to: "Istanbul 16:05",
  priceUsd: 119,
  reference: "65F36B",
};

export const back = {
  kind: "Return flight",
  id: "FL203",
  airline: "Indus Airways",
  day: "March 16",
  from: "Istanbul 18:05",
  to: "Karachi 00:15, the day after",
  priceUsd: 131,
  reference: "F-2037",
};

export const hotel = { name: "Galata Garden", nights: 4, priceUsd: 232, reference: "398D29" };

export const days = [
  {
    weekday: "Friday",
    date: "March 12",
    booked: `${outbound.id} to Istanbul, departs 11:45. Check in at ${hotel.name}.`,
  },
  { weekday: "Saturday", date: "March 13", booked: "" },
  { weekday: "Sunday", date: "March 14", booked: "" },
  { weekday: "Monday", date: "March 15", booked: "" },
  { weekday: "Tuesday", date: "March 16", booked: `Check out. ${back.id} to Karachi, departs 18:05.` },
];
