import type { DigestSection } from '../../views/views';
import { dueOn } from '../home/gather';
import type { PersonalData } from './gather-personal';
import { item, type Wording } from './sections';
import { digestTexts } from './texts';

const AT_ONCE = 3;

/**
 * A representative's own part: what waits for them, and how their administration is doing. For their own chat alone, never a
 * channel. @param covered whether the administration has logged anything this year.
 */
export function personalSection(data: PersonalData, covered: boolean, wording: Wording): DigestSection {
  const { language, names, dates } = wording;
  const t = digestTexts[language];
  const { examples, initiatives, waiting, waitingCount } = data;
  const logged = examples + initiatives === 0 ? t.personalNone : t.personal(examples, initiatives);
  const items = waiting.slice(0, AT_ONCE).map((entry) => {
    const day = dates.day(dueOn(entry), language);
    return item(entry, language, entry.status === 'held' ? t.followUp(day) : t.datePassed(day));
  });
  const waits = waitingCount === 0 ? t.nothingWaits : t.personalWaiting(waitingCount);
  return {
    heading: t.personalHeading(names.administration(data.administration)),
    text: [covered ? logged : t.personalFirst, waits].join(' '),
    items,
  };
}
