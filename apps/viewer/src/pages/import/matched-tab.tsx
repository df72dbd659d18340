import { counted, Icon, Pager } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import type { MatchedTitle } from '@parlour/worker/brain-api';
import { factsOf } from '../../format/facts.ts';
import { Poster } from '../../posters/poster.tsx';
import styles from './import.module.css';

const PAGE = 40;

interface MatchedTabProps {
  readonly matched: readonly MatchedTitle[];
  readonly leftOut: ReadonlySet<string>;
  readonly onChange: (leftOut: ReadonlySet<string>) => void;
}

/** Ticked titles come in. */
export function MatchedTab({ matched, leftOut, onChange }: MatchedTabProps) {
  const [offset, setOffset] = useState(0);
  const set = (key: string, comesIn: boolean): void => {
    const next = new Set(leftOut);
    if (comesIn) next.delete(key);
    else next.add(key);
    onChange(next);
  };
  return (
    <div className={page.stack}>
      <p className={page.quiet}>
        {matched.length === 0
          ? 'No title of this file is in the catalogue.'
          : 'Untick what should stay out of your vault.'}
      </p>
      <ul className={styles.titles}>
        {matched.slice(offset, offset + PAGE).map(({ key, card, rows }) => (
          <li key={key}>
            <Checkbox
              className={styles.title ?? ''}
              isSelected={!leftOut.has(key)}
              onChange={(comesIn) => set(key, comesIn)}
              aria-label={`Import ${card.name}`}
            >
              <span className={styles.tick}>
                <Icon name="check" />
              </span>
              <span className={styles.thumb}>
                <Poster subject={card} />
              </span>
              <span className={styles.titleWords}>
                <strong>{card.name}</strong>
                <span>{[...factsOf(card).slice(0, 2), counted(rows, 'row')].join(' · ')}</span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of matched titles"
        offset={offset}
        size={PAGE}
        total={matched.length}
        onChange={setOffset}
      />
    </div>
  );
}
