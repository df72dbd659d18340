import { ParlourError } from '@parlour/wire';
import { type Command, Option } from 'commander';
import { modelShare } from '../bundle/bundle-part.ts';
import { lastBasisOf, peopleTakingPart } from '../bundle/asked-before.ts';
import { publicTrials } from '../bundle/quality-part.ts';
import { type AskedFamily, partMakers, type PartOrder } from '../bundle/part-makers.ts';
import { numberOption } from '../number-option.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { askingCommand, type AskOptions, askPeople, openAsking } from './ask-people.ts';

interface EpochOptions extends Omit<PartOrder, 'data' | 'people' | 'lastBasis'>, AskOptions {
  readonly queries?: readonly AskedFamily[];
  readonly people?: number;
  readonly newBasis: boolean;
}

/** The others are asked now and then: a device says its cluster twice in its life, and reports are few. */
const askedByDefault: readonly AskedFamily[] = ['moments', 'popularity'];

/** `parlour bundle epoch`: asks all devices of this week that take part several queries by one report. */
export const epochCommand = (): Command =>
  askingCommand('epoch', 'ask the queries of the epoch that is on together: one report, one noise, one cost')
    .addOption(
      new Option('--queries <families>', `of ${Object.keys(partMakers).join(', ')}`)
        .argParser(readFamilies)
        .default(undefined, `${askedByDefault.join(', ')}, and quality while a model is tried`),
    )
    .addOption(
      numberOption('--people <number>', 'who take part, which the model is sized for (default: who did)'),
    )
    .addOption(numberOption('--model-share <share>', 'of the squared clip norm').default(modelShare))
    .addOption(numberOption('--model-titles <number>', 'titles that the model is of').default(4096))
    .addOption(
      numberOption(
        '--model-sum-norm <share>',
        'of what the cohort could add up to, above which the sum is discarded (default: as was measured)',
      ),
    )
    .option(
      '--clusters-again',
      'clusters the second and last time, from where people of the first were',
      false,
    )
    .option('--experiment <id>', 'which model on trial quality is asked of (default: the first)')
    .option('--new-basis', 'begin the model anew: sums over the last basis are added to no more', false)
    .addOption(numberOption('--titles <number>', 'titles that popularity is asked of').default(2048))
    .addOption(numberOption('--per-person <number>', 'of those, that one person counts for').default(32))
    .action(askForEpoch);

async function askForEpoch({ queries, newBasis, ...options }: EpochOptions): Promise<void> {
  const asking = await openAsking(options);
  const { data, operator, epoch } = asking;
  const order: PartOrder = {
    ...options,
    data,
    people: options.people ?? Math.max(options.minimumReports, await peopleTakingPart(operator)),
    lastBasis: newBasis ? undefined : await lastBasisOf(operator),
  };
  const isTrying = (await publicTrials(data.publicCatalogue)).length > 0;
  const families = queries ?? [...askedByDefault, ...(isTrying ? (['quality'] as const) : [])];
  const made = [];
  for (const family of families) made.push(await partMakers[family](order));
  const parts = made.map(({ part }) => part);
  const { hash, queries: asked } = await askPeople(asking, parts, options);
  say(`Asked for ${epoch}, for ${order.people} people who take part:`);
  for (const { about } of made) say(`- ${about}`);
  printJson({ bundle: hash, epoch, people: order.people, queries: asked });
}

/** @throws ParlourError `bundle/unknown-query` */
function readFamilies(text: string): AskedFamily[] {
  const known = Object.keys(partMakers) as AskedFamily[];
  return [...new Set(text.split(','))].map((name) => {
    const family = known.find((one) => one === name.trim());
    if (family !== undefined) return family;
    throw new ParlourError('bundle/unknown-query', {
      message: `There is no query "${name}".`,
      meaning: 'Nothing was published.',
      mend: `Name some of ${known.join(', ')}, with commas between.`,
    });
  });
}
