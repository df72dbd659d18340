import { counted, dayName } from '@parlour/interface';
import type { ImportAnswers } from '@parlour/worker/brain-api';
import type { Question } from './use-import.ts';

interface Choice {
  readonly value: string;
  readonly name: string;
  readonly aside: string;
  readonly answer: ImportAnswers;
}
interface QuestionWords {
  readonly title: string;
  readonly help: string;
  readonly choices: readonly Choice[];
}

const ORDERS = {
  dmy: { name: 'Day, month, year', places: [2, 1, 0] },
  mdy: { name: 'Month, day, year', places: [2, 0, 1] },
  ymd: { name: 'Year, month, day', places: [0, 1, 2] },
} as const;

export function questionChoices(question: Question): QuestionWords {
  if (question.kind === 'profile') {
    return {
      title: 'Whose history is it?',
      help: 'The file holds several profiles. Only the one you choose is imported.',
      choices: question.profiles.map(({ name, rows }) => ({
        value: name,
        name,
        aside: counted(rows, 'row'),
        answer: { profile: name },
      })),
    };
  }
  return {
    title: 'How are the dates written?',
    help: `Both readings fit every date in the file, for example ${question.examples.slice(0, 3).join(', ')}.`,
    choices: question.orders.map((order) => ({
      value: order,
      name: ORDERS[order].name,
      aside: readAs(question.examples[0] ?? '', order),
      answer: { dateOrder: order },
    })),
  };
}

/** `03/04/2021 is 3 April 2021`; empty where the example is none. */
export function readAs(example: string, order: keyof typeof ORDERS): string {
  const numbers = example.match(/\d+/g)?.map(Number) ?? [];
  const [year, month, day] = ORDERS[order].places.map((place) => numbers[place]);
  if (year === undefined || month === undefined || day === undefined) return '';
  const date = new Date(year < 100 ? 2000 + year : year, month - 1, day);
  return `${example} is ${dayName(date.getTime())}`;
}
