import type { Language } from '../turn/turn';

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** Shows days and instants in the bot's time zone. */
export interface DateFormat {
  /** `12 mars 2026` from YYYY-MM-DD. */
  day(day: string, language: Language): string;
  /** `12 mars 2026`, or `12 mars 2026 – 3 april 2026`. */
  period(from: string | undefined, to: string | undefined, language: Language): string | undefined;
  /** `1–30 mars 2026`, `1 mars–3 april 2026`: what the days have in common is said once. */
  span(from: string, to: string, language: Language): string;
  /** `mars 2026` from YYYY-MM-DD. */
  month(day: string, language: Language): string;
  /** `12 mars 2026 14.30`: Swedish writes times with a point. */
  instant(at: Date, language: Language): string;
}

/** @param timezone IANA name, such as Europe/Stockholm; only instants depend on it. */
export function createDateFormat(timezone: string): DateFormat {
  // Making a formatter takes longer than using one a thousand times.
  const days = formatters({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const months = formatters({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  const dates = formatters({ day: 'numeric', month: 'long', year: 'numeric', timeZone: timezone });
  const times = formatters({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone });
  const day = (value: string, language: Language): string => days[language].format(new Date(value));
  return {
    day,
    period: (from, to, language) => {
      const first = from ?? to;
      if (first === undefined) return undefined;
      return to === undefined || to === first
        ? day(first, language)
        : `${day(first, language)} – ${day(to, language)}`;
    },
    span: (from, to, language) => days[language].formatRange(new Date(from), new Date(to)),
    month: (value, language) => months[language].format(new Date(value)),
    instant: (at, language) => {
      const time = times[language].format(at);
      return `${dates[language].format(at)} ${language === 'sv' ? time.replace(':', '.') : time}`;
    },
  };
}

function formatters(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  return {
    sv: new Intl.DateTimeFormat(LOCALES.sv, options),
    en: new Intl.DateTimeFormat(LOCALES.en, options),
  };
}
