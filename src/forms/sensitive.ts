import { stemmer } from '@orama/stemmers/swedish';
import { fold } from '../turn/fold';

/** What article 9 of the GDPR protects most, as far as a list of words can tell. */
export const sensitiveTopics = ['health', 'faith', 'union', 'origin'] as const;
export type SensitiveTopic = (typeof sensitiveTopics)[number];

/** Folded words; every form of them counts. Short lists: a warning too many makes people stop reading them. */
const WORDS: Readonly<Record<SensitiveTopic, string>> = {
  health:
    'cancer diabetes diabetiker depression deprimerad adhd autism autistisk diagnos sjukskriven sjukdom sjuk psykos bipolar missbruk missbrukare alkoholist alkoholism beroendeproblem hiv demens dement epilepsi gravid abort sjalvmord anorexi ptsd funktionsnedsattning ' +
    'depressed diagnosis diagnosed illness disease disabled disability pregnant addiction addict alcoholic dementia epilepsy suicide',
  faith:
    'muslim kristen katolik jude judinna hindu buddhist ateist sikh konvertit pingstvan troende ' +
    'christian catholic jew jewish buddhist atheist',
  union: 'fackmedlem fackmedlemskap fackligt fackforening fackforbund facket unionist',
  origin:
    'rom romsk samisk kurd somalier syrier afghan irakier etnisk etnicitet hudfarg ursprung harkomst flykting asylsokande papperslos ' +
    'roma kurdish somali syrian ethnic ethnicity refugee undocumented',
};

/** Words that point at one person; what is said of groups and associations is their business. */
const PERSON = new Set(
  (
    'han hon hen honom henne hans hennes hens jag mig min du kvinnan mannen flickan pojken killen tjejen eleven patienten deltagaren brukaren klienten medlemmen ledaren volontaren ordforanden ' +
    'he she him her his hers i my woman man girl boy pupil patient participant client chair volunteer'
  ).split(' '),
);

/** Said right before the word, these say it of somebody: "Kim har diabetes". */
const OF_SOMEBODY = new Set(
  'har hade fick fatt har ar var blev lider drabbats has had is was suffers got'.split(' '),
);
/** How many words may stand between: "är sedan länge sjukskriven". */
const NEAR = 3;

const topics = new Map<string, SensitiveTopic>();
for (const topic of sensitiveTopics) {
  for (const word of WORDS[topic].split(' ')) topics.set(stemmer(word), topic);
}

/** A name: two words with capital letters that don't begin the sentence. */
const NAME = /(?<=\p{Ll}[,:]?\s)\p{Lu}\p{Ll}+\s\p{Lu}\p{Ll}+/u;

/**
 * What a text seems to reveal of one person: their health, faith, union or origin. It looks for a word of the lists in a
 * sentence that also points at somebody; so it is for a warning that can be overridden, never for a refusal.
 */
export function sensitiveTopicsIn(text: string): SensitiveTopic[] {
  const found = new Set<SensitiveTopic>();
  for (const sentence of text.split(/[.!?\n]+/)) {
    const words = (sentence.match(/[\p{L}\p{N}]+/gu) ?? []).map(fold);
    const person = words.some((word) => PERSON.has(word)) || NAME.test(sentence);
    for (const [index, word] of words.entries()) {
      const topic = topics.get(stemmer(word));
      if (topic === undefined) continue;
      const before = words.slice(Math.max(0, index - NEAR), index);
      if (person || before.some((one) => OF_SOMEBODY.has(one))) found.add(topic);
    }
  }
  return sensitiveTopics.filter((topic) => found.has(topic));
}
