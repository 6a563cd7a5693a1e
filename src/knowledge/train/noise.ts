import type { Language } from '../understand/words/stem';

const BEFORE: Record<Language, readonly string[]> = {
  sv: [
    'Hej! Jag är ny på jobbet och försöker sätta mig in i det här.',
    'Vi pratade om det på styrelsemötet i går och ingen visste säkert.',
    'Ursäkta en kanske dum fråga, men',
    'Min kollega påstår något annat, så jag vill dubbelkolla:',
    'Hörru, en grej jag gått och funderat på:',
    'God morgon! Jag håller på att förbereda en presentation till torsdag.',
    'Snälla, skulle du kunna hjälpa mig att reda ut en sak?',
    'Alltså jag fattar inte riktigt,',
  ],
  en: [
    'Hi there, I just moved here and am trying to understand this.',
    'Sorry if this is a silly question, but',
    'We discussed this at a meeting yesterday and nobody was sure.',
    'Could you please help me with something?',
  ],
};

/** A generator of numbers between 0 and 1 that gives the same row for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function slip(word: string, random: () => number): string {
  if (word.length < 5) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = random();
  if (kind < 0.35) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.7) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return word.slice(0, at) + word.charAt(at) + word.slice(at);
}

/** The question as a hurried or a wordy person would have put it. Two in five stay as they are. */
export function disturb(text: string, language: Language, random: () => number): string {
  const kind = random();
  if (kind < 0.4) return text;
  if (kind < 0.65) {
    const lines = BEFORE[language];
    return `${lines[Math.floor(random() * lines.length)]} ${text}`;
  }
  const words = text.split(' ');
  const at = Math.floor(random() * words.length);
  const hurried = words.map((word, i) => (i === at ? slip(word, random) : word)).join(' ');
  return kind < 0.85 ? hurried.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o') : hurried;
}
