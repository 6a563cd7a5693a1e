/** The calendar date of an instant in a time zone, YYYY-MM-DD. */
export function calendarDate(instant: Date, timezone: string): string {
  // No zone's date changes within a minute, and formatting costs more than everything else that a turn does with time.
  const minute = Math.floor(instant.getTime() / 60_000);
  const known = latest.get(timezone);
  if (known?.minute === minute) return known.date;
  // Swedish writes dates as ISO does.
  const date = formatter(timezone).format(instant);
  latest.set(timezone, { minute, date });
  return date;
}

const latest = new Map<string, { readonly minute: number; readonly date: string }>();
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
  formatters.set(timezone, made);
  return made;
}
