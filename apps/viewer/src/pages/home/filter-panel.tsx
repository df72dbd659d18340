import { Button, Chips } from '@parlour/interface';
import { useState } from 'react';
import type { CatalogueFacets, Facet } from '@parlour/worker/brain-api';
import { platformName } from '../../format/names.ts';
import styles from './filter-bar.module.css';
import type { Filters } from './filters.ts';

interface FilterPanelProps {
  readonly facets: CatalogueFacets;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

export function FilterPanel({ facets, filters, onChange }: FilterPanelProps) {
  return (
    <div className={styles.panel}>
      <Choice
        label="Platforms"
        facets={facets.platforms}
        values={filters.platforms}
        nameOf={platformName}
        onChange={(platforms) => onChange({ ...filters, platforms })}
      />
      <Choice
        label="Genres"
        facets={facets.genres}
        values={filters.genres}
        nameOf={(genre) => genre}
        onChange={(genres) => onChange({ ...filters, genres })}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly facets: readonly Facet[];
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly onChange: (values: string[]) => void;
}

const FIRST_SHOWN = 16;

/** The most frequent values, and the others on request; what is chosen is always shown. */
function Choice({ label, facets, values, nameOf, onChange }: ChoiceProps) {
  const [all, setAll] = useState(false);
  const shown = facets.filter(({ value }, place) => all || place < FIRST_SHOWN || values.includes(value));
  return (
    <div className={styles.choice}>
      <h3>{label}</h3>
      <Chips
        label={label}
        values={values}
        options={shown.map(({ value }) => ({ value, name: nameOf(value) }))}
        onChange={onChange}
      />
      {facets.length > FIRST_SHOWN ? (
        <div>
          <Button look="quiet" onPress={() => setAll(!all)}>
            {all ? `Fewer ${label.toLowerCase()}` : `All ${facets.length} ${label.toLowerCase()}`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
