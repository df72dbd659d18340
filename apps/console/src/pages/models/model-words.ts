import type { ModelKind } from '@parlour/wire/api';

/** What each kind of model is, in the order of the page. */
export const MODEL_KINDS: readonly {
  readonly kind: ModelKind;
  readonly name: string;
  readonly what: string;
}[] = [
  {
    kind: 'collaborative',
    name: 'Collaborative',
    what: 'Which titles are liked by the same people, from public ratings.',
  },
  {
    kind: 'embeddings',
    name: 'Graph embeddings',
    what: 'Where each title lies in the graph; everybody downloads them.',
  },
  {
    kind: 'encoder',
    name: 'Graph encoder',
    what: 'Embeds the titles of later catalogues; it stays on the server.',
  },
  {
    kind: 'fusion',
    name: 'Fusion',
    what: 'How much each strategy weighs in a list at first: learned on public ratings, or from released sums of how ways of mixing did for people. What is clearly better can be promoted.',
  },
  {
    kind: 'popularity',
    name: 'Popularity',
    what: 'What people who take part watch, from released sums. Each released round makes a new one.',
  },
  {
    kind: 'moments',
    name: 'Learned together',
    what: 'Which titles go together for people who take part, from released sums. Each released round is learned from; what passes its gate can be promoted.',
  },
  {
    kind: 'clusters',
    name: 'Clusters',
    what: 'Groups of at least 50 people who like the same kinds of titles, from released sums, each with a list.',
  },
  {
    kind: 'reports',
    name: 'Reports of titles',
    what: 'Titles that clearly many people report as broken, wrong or not to be had, from released sums.',
  },
];

/** `validationNdcg` is `Validation NDCG`. */
export const figureName = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/^./, (first) => first.toUpperCase())
    .replace(/ ([A-Z])(?=[a-z])/g, (_, letter: string) => ` ${letter.toLowerCase()}`)
    .replace(/\bndcg\b/gi, 'NDCG');

export const figure = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en') : value.toPrecision(4);
