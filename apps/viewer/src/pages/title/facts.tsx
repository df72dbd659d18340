import { counted, runtime } from '@parlour/interface';
import type { Item } from '@parlour/wire';
import { countryName, languageName, typeName } from '../../format/names.ts';
import styles from './title-page.module.css';

export function Facts({ item }: { item: Item }) {
  const facts: [string, string | undefined][] = [
    ['Directed by', list(item.directors)],
    ['With', list(item.cast)],
    ['Kind', typeName(item.type)],
    ['Year', item.year?.toString()],
    ['Length', item.runtime === undefined ? undefined : runtime(item.runtime)],
    [
      'Seasons',
      item.seasons === undefined || item.seasons === 0 ? undefined : counted(item.seasons, 'season'),
    ],
    ['Countries', list(item.countries.map(countryName))],
    ['Languages', list(item.languages.map(languageName))],
    ['Certificate', item.certificate],
    ['Also known as', list(item.alternateNames)],
  ];
  return (
    <section className={styles.section} aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

const list = (names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : names.join(', ');
