import { Label } from 'react-aria-components/Label';
import { Meter } from 'react-aria-components/Meter';
import styles from './strength-meter.module.css';
import { strengthOf } from './strength.ts';

export function StrengthMeter({ passphrase }: { passphrase: string }) {
  const { level, name, advice } = strengthOf(passphrase);
  const empty = passphrase === '';
  return (
    <div className={styles.whole}>
      <Meter
        value={empty ? 0 : level}
        minValue={0}
        maxValue={4}
        valueLabel={empty ? 'Nothing yet' : name}
        className={styles.meter ?? ''}
      >
        {({ valueText }) => (
          <>
            <div className={styles.words}>
              <Label>Strength</Label>
              <span>{valueText}</span>
            </div>
            <div className={styles.track} data-level={empty ? 0 : level}>
              <span />
              <span />
              <span />
              <span />
            </div>
          </>
        )}
      </Meter>
      <p className={styles.advice}>{advice}</p>
    </div>
  );
}
