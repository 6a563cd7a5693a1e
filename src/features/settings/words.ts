import { readTime } from '../../forms/times';
import { fold } from '../../turn/fold';
import type { Choices } from './model';

const ON = /\b(pa|on|ja|yes)\b/;
const OFF = /\b(av|off|nej|no|inte|sluta|stopp)\b/;

/** Reads one change as it is said after `inställningar`: `månadsbrev av`, `påminnelser på`, `tid 8.30`, `språk engelska`. */
export function readChange(text: string): Choices | undefined {
  const said = fold(text);
  const which = switchOf(said);
  if (/^(?:digest|manadsbrev|sammanfattning)/.test(said)) return which && { digest: which === 'on' };
  if (/^(?:paminnelse|prompt|reminder)/.test(said) && which !== undefined) return { prompts: which === 'on' };
  const hour = readTime(
    said.replace(/^(?:paminnelser? |prompts? |reminders? )?(?:tid|tiden|time|klockan|kl)\.? /, ''),
  );
  if (hour !== undefined) return { hour };
  if (/\b(engelska|english)\b/.test(said)) return { language: 'en' };
  return /\b(svenska|swedish)\b/.test(said) ? { language: 'sv' } : undefined;
}

function switchOf(said: string): 'on' | 'off' | undefined {
  if (OFF.test(said)) return 'off';
  return ON.test(said) ? 'on' : undefined;
}

/** What a settings button carries: `digest:off`, `prompts:on`, `language:en`, `where:slack:U01`. Undefined for anything else. */
export function readToggle(id: string): Choices | undefined {
  const [, key, value] = /^(digest|prompts|language|where):(.{1,130})$/.exec(id) ?? [];
  if (key === 'where') return { digestWhere: value };
  if (key === 'language') return value === 'sv' || value === 'en' ? { language: value } : undefined;
  if (value !== 'on' && value !== 'off') return undefined;
  return key === 'digest' ? { digest: value === 'on' } : { prompts: value === 'on' };
}
