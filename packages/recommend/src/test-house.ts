import { type Catalogue, openCatalogue } from '@parlour/catalogue';
import { encodeColumns } from '@parlour/catalogue/publish';
import { plantedFeatures } from '@parlour/model/planted-features';
import type { Item } from '@parlour/wire';

/** For tests: an item with what matters and nothing else. */
export function itemOf(id: string, more: Partial<Item> = {}): Item {
  return {
    id,
    type: 'Movie',
    name: `Title ${id}`,
    alternateNames: [],
    genres: [],
    directors: [],
    cast: [],
    countries: [],
    languages: [],
    platforms: [],
    externalIds: {},
    source: 'test',
    ...more,
  };
}

export const themes = ['Crime', 'Comedy', 'Western', 'Horror', 'Musical', 'War'];

/**
 * For tests: 300 titles of six themes that are also their genres, with made-up features that lie together by theme.
 * Ids are in the order of rows.
 */
export function plantedCatalogue(
  change: (item: Item, index: number) => Partial<Item> = () => ({}),
): Catalogue {
  return openCatalogue(
    encodeColumns(
      Array.from({ length: 300 }, (_, index) => {
        const item = itemOf(`item-${String(index).padStart(3, '0')}`, {
          genres: [themes[index % themes.length] ?? ''],
          year: 1950 + (index % 70),
          runtime: 60 + index,
          platforms: [{ platform: index % 2 === 0 ? 'even' : 'odd' }],
        });
        return { ...item, ...change(item, index) };
      }),
    ),
  );
}

/** For tests: features whose theme is the row's genre, whatever the order of the rows. */
export function featuresOf(catalogue: Catalogue): ReturnType<typeof plantedFeatures> {
  const planted = plantedFeatures(catalogue.size, themes.length);
  const values = new Int8Array(planted.values.length);
  const scales = new Float32Array(planted.scales.length);
  const next = themes.map((_, theme) => theme);
  for (let row = 0; row < catalogue.size; row += 1) {
    const theme = Math.max(0, themes.indexOf(catalogue.genres(row)[0] ?? ''));
    const from = next[theme] ?? 0;
    next[theme] = (from + themes.length) % catalogue.size;
    values.set(planted.values.subarray(from * 512, (from + 1) * 512), row * 512);
    scales[row] = planted.scales[from] ?? 0;
  }
  return { ...planted, values, scales };
}
