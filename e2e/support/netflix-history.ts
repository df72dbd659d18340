import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const starter = fileURLToPath(new URL('../../packages/catalogue/starter', import.meta.url));

interface StarterTitle {
  readonly name: string;
  readonly type: string;
}

/** Names of the starter catalogue, to make histories of titles that are certain to match. */
export function starterTitles(): StarterTitle[] {
  const files = readdirSync(starter).filter((name) => name.endsWith('.jsonld'));
  const nodes = files.flatMap((name) => {
    const document = JSON.parse(readFileSync(join(starter, name), 'utf8')) as {
      '@graph': Record<string, unknown>[];
    };
    return document['@graph'];
  });
  return nodes.map((node) => ({ name: String(node.name), type: String(node['@type']) }));
}

/** 200 titles that no catalogue holds and no file of the product contains by chance. */
export function canaryTitles(count = 200): string[] {
  return Array.from({ length: count }, (_, index) => `Canary${index} ${randomBytes(9).toString('hex')}`);
}

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A short Netflix export (`Title,Date`, US dates), newest first, one title a day going back from 20 October 2024. */
export function netflixCsv(titles: readonly string[]): string {
  const newest = Date.UTC(2024, 9, 20);
  const rows = titles.map((title, index) => {
    const day = new Date(newest - index * 86_400_000);
    const date = `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${String(day.getUTCFullYear()).slice(2)}`;
    return `${quote(title)},${quote(date)}`;
  });
  return `Title,Date\n${rows.join('\n')}\n`;
}

/** Rows of a series as Netflix writes them. */
export function episodes(series: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${series}: Season ${1 + Math.floor(index / 10)}: Chapter ${index + 1}`,
  );
}
