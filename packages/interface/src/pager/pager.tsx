import { count } from '../format/numbers.ts';
import { Button } from '../button/button.tsx';
import styles from './pager.module.css';

interface PagerProps {
  readonly label: string;
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly onChange: (offset: number) => void;
  readonly back?: string;
  readonly next?: string;
}

/** Nothing at all where one page holds everything. */
export function Pager({ label, offset, size, total, onChange, back = 'Back', next = 'Next' }: PagerProps) {
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  return (
    <nav className={styles.pager} aria-label={label}>
      <Button isDisabled={offset === 0} onPress={() => onChange(Math.max(0, offset - size))}>
        {back}
      </Button>
      <output>
        {count(offset + 1)} to {count(last)} of {count(total)}
      </output>
      <Button isDisabled={last >= total} onPress={() => onChange(offset + size)}>
        {next}
      </Button>
    </nav>
  );
}
