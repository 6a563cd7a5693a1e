import type { DateFormat } from '../../forms/date-format';
import type { Names } from '../../records/catalog';
import type { Entry } from '../../records/entry';
import type { KindDefinition } from '../../records/kind';
import type { ExampleContent } from '../../records/kinds/example';
import type { InitiativeContent } from '../../records/kinds/initiative';
import { listItem } from '../../records/view';
import { allows, type Permission } from '../../turn/permissions';
import type { Language, Person, TurnContext } from '../../turn/turn';
import type { Action, HomeSection, HomeView, ListItem } from '../../views/views';
import { dueOn, type HomeData, type Logged } from './gather';
import { type HomeButton, homeTexts } from './texts';

export interface HomeViewDependencies {
  readonly example: KindDefinition<ExampleContent>;
  readonly initiative: KindDefinition<InitiativeContent>;
  readonly names: Names;
  readonly dates: DateFormat;
}

/** The home of the person in the turn. */
export function homeView(data: HomeData, context: TurnContext, deps: HomeViewDependencies): HomeView {
  const { person, language, now } = context;
  const t = homeTexts[language];
  return {
    kind: 'home',
    heading: t.heading,
    intro: introOf(person, language, deps.names),
    main: mainButtons(person, language),
    sections: sectionsOf(data, context, deps),
    footer: t.updated(deps.dates.instant(now, language)),
    actions: [
      ...(allows('question.review', person.roles) ? [button('question.list', language)] : []),
      button('home.show', language),
      ...(allows('initiative.write', person.roles) ? [button('help.show', language)] : []),
    ],
    refresh: button('home.show', language),
  };
}

function introOf({ roles, administration }: Person, language: Language, names: Names): string {
  const t = homeTexts[language].roles;
  const name = administration === undefined ? undefined : names.administration(administration);
  const said = [
    roles.includes('coordinator') ? t.coordinator : '',
    roles.includes('representative') && name !== undefined ? t.representative(name) : '',
    roles.includes('deputy') && !roles.includes('representative') && name !== undefined ? t.deputy(name) : '',
    roles.includes('council') ? t.council : '',
  ].filter((sentence) => sentence !== '');
  return said.length === 0 ? t.guest : said.join(' ');
}

/** Three buttons for what this person does most: logging, for those who may, then reading. */
function mainButtons({ roles }: Person, language: Language): Action[] {
  const wanted: readonly (readonly [HomeButton, Permission])[] = [
    ['example.new', 'example.write'],
    ['initiative.new', 'initiative.write'],
    ['digest.show', 'digest.read'],
    ['example.all', 'record.read'],
    ['help.show', 'ask'],
  ];
  return wanted
    .filter(([, permission]) => allows(permission, roles))
    .slice(0, 3)
    .map(([name], index) => ({ ...button(name, language), ...(index === 0 ? { style: 'primary' } : {}) }));
}

function button(name: HomeButton, language: Language): Action {
  return { name, label: homeTexts[language].buttons[name] };
}

function sectionsOf(
  { followUps, own, others }: HomeData,
  { person, language }: TurnContext,
  deps: HomeViewDependencies,
): HomeSection[] {
  const t = homeTexts[language];
  const rows = (logged: readonly Logged[]): ListItem[] => logged.map((one) => row(one, language, deps));
  const speaks = person.administration !== undefined;
  const ownTexts = speaks ? { heading: t.ours, empty: t.noOurs } : { heading: t.mine, empty: t.noMine };
  const otherTexts =
    own === undefined ? { heading: t.shared, empty: t.noShared } : { heading: t.others, empty: t.noOthers };
  return [
    ...(followUps === undefined
      ? []
      : [
          {
            heading: t.followUps,
            empty: t.noFollowUps,
            items: followUps.map((entry) => waitingRow(entry, language, deps)),
          },
        ]),
    ...(own === undefined ? [] : [{ ...ownTexts, items: rows(own) }]),
    { ...otherTexts, items: rows(others) },
  ];
}

function row(logged: Logged, language: Language, deps: HomeViewDependencies): ListItem {
  return logged.kind === 'example'
    ? listItem(deps.example, logged.entry, language)
    : listItem(deps.initiative, logged.entry, language);
}

/** Says why it waits: that is what the person decides by. */
function waitingRow(
  entry: Entry<InitiativeContent>,
  language: Language,
  deps: HomeViewDependencies,
): ListItem {
  const t = homeTexts[language];
  const day = deps.dates.day(dueOn(entry), language);
  const why = entry.status === 'held' ? t.followUpOn(day) : t.notMarked(day);
  return { ...listItem(deps.initiative, entry, language), detail: why };
}
