import { useEffect, useState } from "react";
import { type Day, toDay } from "./calendar.ts";

/** The day of the device's calendar; looked up anew whenever the page is drawn or comes back to the front. */
export function useToday(): Day {
  const [, lookAgain] = useState(0);
  useEffect(() => {
    const onReturn = () => lookAgain((looks) => looks + 1);
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, []);
  return toDay(new Date());
}
