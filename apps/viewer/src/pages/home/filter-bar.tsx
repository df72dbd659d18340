import { Button, Chips, runtime, Segments, SelectField } from '@parlour/interface';
import { useState } from 'react';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { CatalogueFacets } from '@parlour/worker/brain-api';
import { typesName } from '../../format/names.ts';
import styles from './filter-bar.module.css';
import { FilterPanel } from './filter-panel.tsx';
import { ANY, type Filters, isFiltered, NO_FILTERS, panelFilters } from './filters.ts';

const MOODS = [
  { value: 'light', name: 'Something light' },
  { value: 'intense', name: 'Something intense' },
  { value: 'thoughtful', name: 'Something thoughtful' },
  { value: 'relaxing', name: 'Something relaxing' },
  { value: 'exciting', name: 'Something exciting' },
] as const;
const REWATCH = 'rewatch';
const LENGTHS = [30, 60, 90, 120, 150];

interface FilterBarProps {
  readonly facets: CatalogueFacets | undefined;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** Type and length at once; platforms and genres one press away. */
export function FilterBar({ facets, filters, onChange }: FilterBarProps) {
  const [open, setOpen] = useState(false);
  const inPanel = panelFilters(filters);
  const types = facets?.types.slice(0, 4).map(({ value }) => ({ value, name: typesName(value) })) ?? [
    { value: 'Movie', name: 'Films' },
    { value: 'TVSeries', name: 'Series' },
  ];
  return (
    <Disclosure className={styles.filters ?? ''} isExpanded={open} onExpandedChange={setOpen}>
      <fieldset className={styles.bar} aria-label="Filters">
        <Segments
          label="Type"
          value={filters.type}
          options={[{ value: ANY, name: 'All' }, ...types]}
          onChange={(type) => onChange({ ...filters, type })}
        />
        <SelectField
          label="Length"
          value={filters.maxRuntime?.toString() ?? ANY}
          options={[
            { value: ANY, name: 'Any length' },
            ...LENGTHS.map((minutes) => ({ value: String(minutes), name: `Up to ${runtime(minutes)}` })),
          ]}
          onChange={(value) =>
            onChange({ ...filters, maxRuntime: value === ANY ? undefined : Number(value) })
          }
        />
        <SelectField
          label="Mood"
          value={filters.mood ?? ANY}
          options={[{ value: ANY, name: 'Any mood' }, ...MOODS]}
          onChange={(value) => onChange({ ...filters, mood: value === ANY ? undefined : value })}
        />
        <Chips
          label="Rewatching"
          values={filters.rewatch ? [REWATCH] : []}
          options={[{ value: REWATCH, name: 'Also what I have seen' }]}
          onChange={(values) => onChange({ ...filters, rewatch: values.includes(REWATCH) })}
        />
        <Heading level={2} className={styles.heading ?? ''}>
          <Button slot="trigger" icon="filter">
            {inPanel === 0 ? 'Platforms and genres' : `Platforms and genres (${inPanel})`}
          </Button>
        </Heading>
        {isFiltered(filters) ? (
          <Button look="quiet" icon="close" onPress={() => onChange(NO_FILTERS)}>
            Clear filters
          </Button>
        ) : null}
      </fieldset>
      <DisclosurePanel>
        {facets === undefined ? null : <FilterPanel facets={facets} filters={filters} onChange={onChange} />}
      </DisclosurePanel>
    </Disclosure>
  );
}
