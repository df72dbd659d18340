import { Icon, type IconName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import styles from './devices.module.css';

export type Way = 'first' | 'add' | 'words';

const WAYS: readonly {
  readonly way: Way;
  readonly icon: IconName;
  readonly name: string;
  readonly more: string;
}[] = [
  {
    way: 'first',
    icon: 'plus',
    name: 'This is the first one',
    more: 'Turn sharing on here, and add others afterwards.',
  },
  {
    way: 'add',
    icon: 'share',
    name: 'Add this device to another',
    more: 'Another device of yours shares already and lies within reach.',
  },
  {
    way: 'words',
    icon: 'key',
    name: 'Open by recovery words',
    more: 'The other devices are lost or far away.',
  },
];

/** The three ways to begin. */
export function WaysToBegin({ onChoose }: { onChoose: (way: Way) => void }) {
  return (
    <section className={page.panel} aria-labelledby="begin">
      <h2 id="begin">Share with your other devices</h2>
      <div className={styles.ways}>
        {WAYS.map(({ way, icon, name, more }) => (
          <button key={way} type="button" className={styles.way} onClick={() => onChoose(way)}>
            <Icon name={icon} />
            <span>
              <strong>{name}</strong>
              <span>{more}</span>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
