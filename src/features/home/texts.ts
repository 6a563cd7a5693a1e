import type { Language } from '../../turn/turn';

const sv = {
  heading: 'Min startsida',
  roles: {
    coordinator: 'Du är samordnare.',
    representative: (administration: string): string => `Du representerar ${administration}.`,
    deputy: (administration: string): string => `Du är ersättare för ${administration}.`,
    council: 'Du arbetar på Föreningsrådet och kan logga dialoger som civilsamhället tar initiativ till.',
    guest: 'Du kan fråga om överenskommelsen och läsa det som är delat med alla.',
  },
  followUps: 'Att följa upp',
  noFollowUps: 'Inget väntar på dig just nu.',
  followUpOn: (day: string): string => `Uppföljning ${day}`,
  notMarked: (day: string): string => `Planerad ${day}. Blev den av?`,
  ours: 'Senast från min förvaltning',
  noOurs: 'Din förvaltning har inte loggat något än. Välj Logga ett exempel, det tar en halv minut.',
  mine: 'Senast från mig',
  noMine: 'Du har inte loggat något än. Välj Logga en dialog, det tar en halv minut.',
  others: 'Senast från andra',
  noOthers: 'Ingen annan har loggat något som visas här än.',
  shared: 'Senast delat',
  noShared: 'Inget är delat med alla än.',
  updated: (instant: string): string => `Så såg det ut ${instant}.`,
  buttons: {
    'example.new': 'Logga ett exempel',
    'initiative.new': 'Logga en dialog',
    'digest.show': 'Vad har hänt?',
    'example.all': 'Se exempel',
    'help.show': 'Vad kan du?',
    'question.list': 'Obesvarade frågor',
    'home.show': 'Uppdatera',
  },
};

type Texts = typeof sv;
export type HomeButton = keyof Texts['buttons'];

const en: Texts = {
  heading: 'My home',
  roles: {
    coordinator: 'You are a coordinator.',
    representative: (administration) => `You represent ${administration}.`,
    deputy: (administration) => `You stand in for ${administration}.`,
    council: 'You work at Föreningsrådet and can log dialogues that civil society initiates.',
    guest: 'You can ask about the agreement and read what is shared with everyone.',
  },
  followUps: 'To follow up',
  noFollowUps: 'Nothing is waiting for you right now.',
  followUpOn: (day) => `Follow-up ${day}`,
  notMarked: (day) => `Planned for ${day}. Did it take place?`,
  ours: 'Latest from my administration',
  noOurs: 'Your administration has not logged anything yet. Choose Log an example, it takes half a minute.',
  mine: 'Latest from me',
  noMine: 'You have not logged anything yet. Choose Log a dialogue, it takes half a minute.',
  others: 'Latest from others',
  noOthers: 'Nobody else has logged anything that shows here yet.',
  shared: 'Latest shared',
  noShared: 'Nothing is shared with everyone yet.',
  updated: (instant) => `As of ${instant}.`,
  buttons: {
    'example.new': 'Log an example',
    'initiative.new': 'Log a dialogue',
    'digest.show': 'What has happened?',
    'example.all': 'See examples',
    'help.show': 'What can you do?',
    'question.list': 'Unanswered questions',
    'home.show': 'Refresh',
  },
};

export const homeTexts: Readonly<Record<Language, Texts>> = { sv, en };
