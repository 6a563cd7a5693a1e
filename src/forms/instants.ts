const DAY_MS = 86_400_000;

/** The instant when a calendar day begins in a time zone. @param day YYYY-MM-DD. @param timezone IANA name. */
export function startOfDay(day: string, timezone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  // The offset at the first guess may be the one before a change of clocks; the second pass settles it.
  const guess = wanted - offsetAt(wanted, timezone);
  return new Date(wanted - offsetAt(guess, timezone));
}

/**
 * The instant of a time of day in a time zone, right across changes of the clocks: a time that is skipped becomes the one an
 * hour later, one that comes twice is its first.
 * @param day YYYY-MM-DD. @param time HH:MM or HH.MM. @param timezone IANA name.
 */
export function localInstant(day: string, time: string, timezone: string): Date {
  const wanted = Date.parse(`${day}T${time.replace('.', ':')}:00Z`);
  const before = offsetAt(wanted - DAY_MS, timezone);
  const after = offsetAt(wanted + DAY_MS, timezone);
  const meant = [before, after].find((offset) => offsetAt(wanted - offset, timezone) === offset);
  return new Date(wanted - (meant ?? before));
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timezone: string): number {
  // Swedish writes date and time as ISO does, and needs only a T between them.
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
