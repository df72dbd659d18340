import { resolve } from 'node:path';
import { dayOf } from '@parlour/catalogue';
import { CatalogueStore, formatNames, lockStore, readItems, writeJsonLd } from '@parlour/catalogue/import';
import { ParlourError } from '@parlour/wire';
import { Command, InvalidArgumentError } from 'commander';
import { describeCatalogue } from '../catalogue/describe-catalogue.ts';
import { type ImportOptions, importCatalogue } from '../catalogue/import-catalogue.ts';
import { type NewModels, takeModels } from '../catalogue/models.ts';
import { checkLinks } from '../catalogue/links/check-links.ts';
import { noteReport } from '../catalogue/own-reports.ts';
import { startProgress } from '../catalogue/progress.ts';
import { publishStore } from '../catalogue/publish-store.ts';
import { openDataFolder } from '../data-folder.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';

interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

async function importSource(format: string, path: string, options: ImportOptions & Common): Promise<void> {
  const { data: named, json, ...rest } = options;
  const result = await importCatalogue(await openDataFolder(named), format, resolve(path), rest);
  if (json) printJson(result);
}

async function publish(options: Common & NewModels): Promise<void> {
  const data = await openDataFolder(options.data);
  await using _lock = await lockStore(data.catalogueStore);
  await takeModels(data, options);
  const manifest = await publishStore(data);
  say(`Published ${manifest.items} titles as version ${manifest.version}.`);
  if (options.json) printJson(manifest);
}

interface CheckLinksOptions extends Common {
  readonly concurrency: number;
  readonly timeout: number;
  readonly pause: number;
  readonly olderThan: number;
  readonly limit: number;
  readonly private?: boolean;
}

async function check(options: CheckLinksOptions): Promise<void> {
  const data = await openDataFolder(options.data);
  const progress = startProgress();
  try {
    const summary = await checkLinks(data, {
      concurrency: options.concurrency,
      timeoutMs: 1000 * options.timeout,
      pauseMs: 1000 * options.pause,
      olderThanDays: options.olderThan,
      limit: options.limit,
      allowPrivate: options.private === true,
      today: dayOf(Date.now()),
      onProgress: (done, all) => progress.update(done / all, 'Checking links'),
    });
    const { links, checked, titles, works, broken, unclear } = summary;
    say(
      `${checked} of ${links} links of ${titles} titles checked now. Of all: ${works} work, ${broken} do not, ${unclear} gave no clear answer. ` +
        'They count from the next: npx parlour catalogue publish',
    );
    if (options.json) printJson(summary);
  } finally {
    progress.stop();
  }
}

async function report(
  id: string,
  {
    wrong,
    broken,
    withdraw,
    data: named,
  }: Common & { wrong?: boolean; broken?: boolean; withdraw?: boolean },
): Promise<void> {
  const data = await openDataFolder(named);
  await using _lock = await lockStore(data.catalogueStore);
  if (!(await CatalogueStore.open(data.catalogueStore)).get(id)) throw noSuchTitle(id);
  if (!wrong && !broken && !withdraw) {
    throw new ParlourError('catalogue/nothing-reported', {
      message: `It was not said what is the matter with ${id}.`,
      meaning: 'Nothing was noted.',
      mend: 'Give --wrong, --broken or --withdraw.',
    });
  }
  const today = dayOf(Date.now());
  const said = { ...(wrong && { wrongOn: today }), ...(broken && { brokenOn: today }) };
  await noteReport(data, id, withdraw ? undefined : said);
  say('Noted. It counts from the next: npx parlour catalogue publish');
}

async function exportTo(format: string, path: string, options: Common): Promise<void> {
  if (format !== 'jsonld') {
    throw new ParlourError('catalogue/unknown-format', {
      message: `"${format}" is no format that can be exported.`,
      meaning: 'Nothing was written.',
      mend: 'Use jsonld.',
    });
  }
  const data = await openDataFolder(options.data);
  const titles = await writeJsonLd(readItems(data.catalogueStore), resolve(path)).catch((cause: unknown) => {
    throw new ParlourError(
      'catalogue/unwritable-file',
      {
        message: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        meaning: 'Nothing was exported; the catalogue is as it was.',
        mend: 'Name a file in a folder that exists and that this user may write to.',
      },
      { cause },
    );
  });
  say(`Wrote ${titles} titles to ${path}`);
  if (options.json) printJson({ format, path: resolve(path), titles });
}

async function list(options: Common & { limit: number; search?: string }): Promise<void> {
  const data = await openDataFolder(options.data);
  const wanted = options.search?.toLowerCase();
  const titles: { id: string; name: string; year?: number }[] = [];
  for await (const { id, name, year, alternateNames } of readItems(data.catalogueStore)) {
    if (titles.length >= options.limit) break;
    const isWanted =
      wanted === undefined || [name, ...alternateNames].some((each) => each.toLowerCase().includes(wanted));
    if (isWanted) titles.push(year === undefined ? { id, name } : { id, name, year });
  }
  if (options.json) printJson({ titles });
  else
    for (const { id, name, year } of titles)
      process.stdout.write(`${id}\t${name}${year === undefined ? '' : ` (${year})`}\n`);
}

async function info(id: string | undefined, options: Common): Promise<void> {
  const data = await openDataFolder(options.data);
  if (id === undefined) {
    printJson(await describeCatalogue(data));
    return;
  }
  const item = (await CatalogueStore.open(data.catalogueStore)).get(id);
  if (!item) throw noSuchTitle(id);
  printJson(item);
}

function noSuchTitle(id: string): ParlourError {
  return new ParlourError('catalogue/no-such-title', {
    message: `There is no title "${id}" in the catalogue.`,
    meaning: 'Nothing can be shown or changed.',
    mend: 'Find its id with: npx parlour catalogue list --search NAME',
  });
}

function notNegative(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0 && text.trim() !== '') return number;
  throw new InvalidArgumentError('It is no number from 0.');
}

function whole(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is no whole number from 1.');
}

function limit(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : Infinity;
}

/** `parlour catalogue ...`: fills the operator's catalogue and publishes it. */
export function catalogueCommand(): Command {
  const catalogue = new Command('catalogue').description('fill the catalogue and publish it');
  const command = (usage: string, description: string) =>
    catalogue
      .command(usage)
      .description(description)
      .option('--data <folder>', 'data folder (default: PARLOUR_DATA, else .parlour)');
  command('import <format> <path>', `import a file or folder; formats: ${formatNames.join(', ')}`)
    .option('--platform <name>', 'platform that a streaming-csv lists, for example hulu')
    .option('--include-adult', 'with tmdb: also titles marked as adult')
    .option('--include-video', 'with tmdb: also what is marked as video')
    .option('--publish', 'publish at once (default up to 20,000 titles; more take minutes)')
    .option('--no-publish', 'do not publish yet')
    .option('--report <file>', 'where to list the rows that were left out')
    .option('--json', 'give the summary as one JSON object on standard output')
    .action(importSource);
  command('publish', 'publish the catalogue as a new snapshot')
    .option('--collaborative <file>', 'from now on with this model, made by: train collaborative')
    .option('--embeddings <file>', 'from now on with these, made for this catalogue by: train graph')
    .option(
      '--encoder <file>',
      'from now on embed each new version of the catalogue by this, made by: train graph',
    )
    .option('--fusion <file>', 'from now on with these weights, made by: train fusion')
    .option('--json', "give the snapshot's manifest on standard output")
    .action(publish);
  command('check-links', 'try the links of all titles, and keep what works')
    .option('--concurrency <number>', 'hosts asked at the same time', whole, 16)
    .option('--timeout <seconds>', 'wait so long for an answer', notNegative, 10)
    .option('--pause <seconds>', 'wait so long between two links of one host', notNegative, 1)
    .option('--older-than <days>', 'leave links that were checked since', notNegative, 7)
    .option('--limit <number>', 'at most so many links now', limit, Infinity)
    .option('--private', 'also ask addresses of private networks')
    .option('--json', 'give the summary as one JSON object on standard output')
    .action(check);
  command('report <id>', 'say yourself that a title is wrong, or that it cannot be watched')
    .option('--wrong', 'nothing that its entry says counts any more')
    .option('--broken', 'its links do not work')
    .option('--withdraw', 'take back what you said of it')
    .action(report);
  command('export <format> <path>', 'write the catalogue to a file; format: jsonld')
    .option('--json', 'give the summary as one JSON object on standard output')
    .action(exportTo);
  command('list', 'list titles')
    .option('--search <text>', 'only titles whose names hold this')
    .option('--limit <number>', 'at most so many', limit, 50)
    .option('--json', 'give them as one JSON object')
    .action(list);
  command('info [id]', 'describe the catalogue, or one title, as JSON').action(info);
  return catalogue;
}
