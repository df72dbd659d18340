import type { Command } from 'commander';
import { writeHeadList } from '../bundle/head-list.ts';
import { popularityPart } from '../bundle/popularity-part.ts';
import { numberOption } from '../number-option.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { askingCommand, type AskOptions, askPeople, openAsking } from './ask-people.ts';

interface PopularityOptions extends AskOptions {
  readonly titles: number;
  readonly perPerson: number;
  readonly sumNorm?: number;
}

/** `parlour bundle popularity`: asks all devices of this week that take part which titles their people watched. */
export const popularityCommand = (): Command =>
  askingCommand(
    'popularity',
    'ask how many people watched each of the best-known titles, for the epoch that is on',
  )
    .addOption(numberOption('--titles <number>', 'titles that are asked about').default(2048))
    .addOption(numberOption('--per-person <number>', 'titles that one person counts for').default(64))
    .addOption(
      numberOption(
        '--sum-norm <share>',
        'of what the cohort could add up to, above which the sum is discarded (default: as was measured on honest cohorts)',
      ),
    )
    .action(askForPopularity);

async function askForPopularity(options: PopularityOptions): Promise<void> {
  const asking = await openAsking(options);
  const { epoch, data } = asking;
  const list = await writeHeadList(data.publicCatalogue, options.titles);
  const { hash } = await askPeople(asking, [popularityPart(list, options)], options);
  say(`Asked for ${epoch}: ${list.items.length} titles, by the list ${list.name}.`);
  printJson({ bundle: hash, epoch, list: list.name, titles: list.items.length });
}
