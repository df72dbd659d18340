import { resolve } from 'node:path';
import { CatalogueStore, formatNames, lockStore, readItems, writeJsonLd } from '@parlour/catalogue/import';
import { ParlourError } from '@parlour/wire';
import { Command } from 'commander';
import { describeCatalogue } from '../catalogue/describe-catalogue.ts';
import { type ImportOptions, importCatalogue } from '../catalogue/import-catalogue.ts';
import { type NewModels, takeModels } from '../catalogue/models.ts';
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
  if (!item) {
    throw new ParlourError('catalogue/no-such-title', {
      message: `There is no title "${id}" in the catalogue.`,
      meaning: 'Nothing can be shown.',
      mend: 'Find its id with: npx parlour catalogue list --search NAME',
    });
  }
  printJson(item);
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
    .option('--json', "give the snapshot's manifest on standard output")
    .action(publish);
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
