import { ENGLISH, SWEDISH } from './function-words';
import type { Token } from './normalise';
import type { Language } from './stem';

/** Function words that both languages have; they say nothing about which one it is. */
const SHARED = new Set([...SWEDISH].filter((word) => ENGLISH.has(word)));
const TELLING = new Set(
  'the of is are what who when where how which many does do did can list show and for to from with please tell my me been'.split(
    ' ',
  ),
);

/**
 * The language of a question by its function words and letters. `fallback` decides when neither has the majority
 * (a name, a keyword): the language the person used before.
 */
export function detectLanguage(
  tokens: readonly Token[],
  known: (word: string) => Language | undefined,
  fallback: Language,
): Language {
  let swedish = 0;
  let english = 0;
  for (const { word, surface } of tokens) {
    if (/[åäö]/iu.test(surface)) swedish += 1;
    if (TELLING.has(word)) english += 1;
    else if (SHARED.has(word)) continue;
    if (SWEDISH.has(word)) swedish += 1;
    else if (ENGLISH.has(word)) english += 1;
    else {
      const language = known(word);
      if (language === 'sv') swedish += 0.5;
      if (language === 'en') english += 0.5;
    }
  }
  if (english > swedish) return 'en';
  return swedish > english ? 'sv' : fallback;
}
