/** The calendar date of an instant in a time zone, YYYY-MM-DD. */
export function calendarDate(instant: Date, timezone: string): string {
  // Swedish writes dates as ISO does.
  return formatter(timezone).format(instant);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  formatters.set(timezone, made);
  return made;
}
