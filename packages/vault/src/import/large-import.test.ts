import { describe, expect, test } from 'vitest';
import { importFile, sharedData } from './import-for-tests.ts';
import type { MatchableTitle } from './import-model.ts';
import { readCsv } from './read-csv.ts';
import { buildTitleIndex } from './title-index.ts';

const catalogues = sharedData('streaming-catalogues');

async function titlesOf(file: string): Promise<MatchableTitle[]> {
  const { rows } = await readCsv(catalogues?.text(file) ?? '');
  return rows.slice(1).map(({ cells: [id = '', type, , , , , , ,], cells }) => ({
    id: `${file}:${id}`,
    type: type === 'Movie' ? 'Movie' : 'TVSeries',
    name: cells[2] ?? '',
    alternateNames: [],
    year: Number(cells[7]),
    externalIds: {},
  }));
}

describe.skipIf(catalogues === undefined)('ten thousand rows of a real catalogue', () => {
  test('are split and matched', async () => {
    const titles = await titlesOf('netflix_titles.csv');
    const index = buildTitleIndex(titles);
    const lines: string[] = [];
    const expected = new Map<string, string>();
    for (const title of titles) {
      const day = new Date(Date.UTC(2026, 9, 1) - lines.length * 30_000_000);
      const date = `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${String(day.getUTCFullYear()).slice(2)}`;
      const names =
        title.type === 'Movie'
          ? [title.name]
          : [1, 2].map((n) => `${title.name}: Temporada ${n}: Capítulo ${n}: Algo`);
      for (const name of names) {
        expected.set(name, title.name);
        lines.push(`"${name.replace(/"/g, '""')}","${date}"`);
      }
    }
    const csv = `Título,Fecha\n${lines.slice(0, 10_000).join('\n')}\n`;
    const { preview, events } = await importFile('NetflixViewingHistory.csv', csv, { index });
    expect(preview).toMatchObject({ formatId: 'netflix', rows: 10_000, rejected: [], unmatched: [] });
    // Only names that two titles of the catalogue share are asked about.
    expect(preview.ambiguous.length).toBeLessThan(100);
    const matched = events.filter(({ item }) => item !== undefined);
    expect(matched.length).toBeGreaterThan(9800);
    const wrong = matched.filter(({ item, title }) => {
      const name = index.titles[index.positionOf.get(item ?? '') ?? -1]?.name;
      const whole =
        title?.original
          ?.replace(/,[\d/]+$/, '')
          .replace(/^"|"$/g, '')
          .replace(/""/g, '"') ?? '';
      return name !== expected.get(whole);
    });
    expect(wrong.map(({ title, item }) => `${title?.original} -> ${item}`)).toEqual([]);
  });
});
