/** Whether a date is in the calendar: months count from 1. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
