import { Button, ICON_PATHS } from '@parlour/interface';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ItemCard, MyView } from '@parlour/worker/brain-api';
import { useFeedback } from '../../session/use-feedback.ts';
import styles from './star-rating.module.css';

const HALVES = Array.from({ length: 10 }, (_, index) => (index + 1) / 2);

/** Half a star to five, by pointer or by arrow keys. */
export function StarRating({ card, mine }: { card: ItemCard; mine: MyView }) {
  const say = useFeedback();
  const { stars } = mine;
  return (
    <div className={styles.rating}>
      <RadioGroup
        className={styles.group ?? ''}
        orientation="horizontal"
        value={stars?.toString() ?? null}
        onChange={(value) => {
          if (Number(value) !== stars) say(card, mine, { kind: 'rating', stars: Number(value) });
        }}
      >
        <Label className={styles.label ?? ''}>Your rating</Label>
        <div className={styles.stars}>
          {HALVES.map((value) => (
            <Radio
              key={value}
              value={String(value)}
              className={styles.half ?? ''}
              aria-label={value === 1 ? '1 star' : `${value} stars`}
              data-side={Number.isInteger(value) ? 'right' : 'left'}
              data-lit={stars !== undefined && value <= stars ? 'yes' : 'no'}
            >
              <svg
                viewBox={Number.isInteger(value) ? '12 0 12 24' : '0 0 12 24'}
                aria-hidden="true"
                focusable="false"
              >
                <path d={ICON_PATHS.star} />
              </svg>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      {stars === undefined ? null : (
        <>
          <span aria-hidden="true">{stars} of 5</span>
          <Button look="quiet" onPress={() => say(card, mine, { kind: 'rating', stars: undefined })}>
            Remove rating
          </Button>
        </>
      )}
    </div>
  );
}
