import { counted } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { AmbiguousTitle } from '@parlour/worker/brain-api';
import { factsOf } from '../../format/facts.ts';
import { Poster } from '../../posters/poster.tsx';
import styles from './import.module.css';

const NONE = 'none of these';

interface AmbiguousChoiceProps {
  readonly title: AmbiguousTitle;
  /** Undefined as long as nothing was said. */
  readonly chosen: string | null | undefined;
  readonly onChange: (id: string | null) => void;
}

export function AmbiguousChoice({ title, chosen, onChange }: AmbiguousChoiceProps) {
  return (
    <RadioGroup
      className={page.panel ?? ''}
      value={chosen === null ? NONE : (chosen ?? null)}
      onChange={(value) => onChange(value === NONE ? null : value)}
    >
      <Label className={styles.question ?? ''}>
        {title.name} <span className={page.quiet}>({counted(title.rows, 'row')})</span>
      </Label>
      <div className={styles.candidates}>
        {title.candidates.map((card) => (
          <Radio
            key={card.id}
            value={card.id}
            className={styles.choice ?? ''}
            aria-label={`${card.name}, ${factsOf(card).join(', ')}`}
          >
            <span className={styles.dot} />
            <span className={styles.thumb}>
              <Poster subject={card} />
            </span>
            <span>
              <strong>{card.name}</strong>
              <span>{[...factsOf(card), ...card.countries].join(' · ')}</span>
            </span>
          </Radio>
        ))}
        <Radio value={NONE} className={styles.choice ?? ''}>
          <span className={styles.dot} />
          <strong>None of these</strong>
        </Radio>
      </div>
    </RadioGroup>
  );
}
