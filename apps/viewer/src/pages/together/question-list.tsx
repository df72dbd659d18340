import { Icon } from '@parlour/interface';
import { Checkbox } from 'react-aria-components/Checkbox';
import type { TogetherOffer } from '@parlour/worker/brain-api';
import page from '@parlour/interface/page.module.css';
import styles from './together.module.css';

interface QuestionListProps {
  readonly offer: TogetherOffer;
  /** Families that are answered with zeros. */
  readonly off: readonly string[];
  readonly onSwitch: (family: string, isOn: boolean) => void;
}

/** What is asked, each with what it is for and what this device says to it. */
export function QuestionList({ offer, off, onSwitch }: QuestionListProps) {
  return (
    <ul className={styles.questions} aria-label="What is asked">
      {offer.queries.map(({ id, family, purpose, meaning, dimension }) => (
        <li key={id} className={styles.question}>
          <Checkbox
            className={styles.switch ?? ''}
            isDisabled={meaning === undefined}
            isSelected={meaning !== undefined && !off.includes(family)}
            onChange={(isOn) => onSwitch(family, isOn)}
          >
            <span className={styles.tick}>
              <Icon name="check" />
            </span>
            <span>{purpose}</span>
          </Checkbox>
          <p className={page.quiet}>
            {meaning === undefined
              ? `This version of Parlour does not know this question. It says ${dimension} zeros to it.`
              : meaning}
          </p>
        </li>
      ))}
    </ul>
  );
}
