import { Icon, ICON_PATHS, percent } from '@parlour/interface';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { TrustView } from '@parlour/worker/brain-api';
import styles from './why.module.css';

const PARTS: readonly (readonly [Exclude<keyof TrustView, 'score'>, string, string])[] = [
  ['source', 'Where it comes from', 'how reliable the source of this entry is'],
  ['metadata', 'What it says', 'how complete it is, and whether sources agree'],
  ['availability', 'Where to watch', 'how lately the offers were checked'],
  ['quality', 'Earlier recommendations', 'how those liked it that it was shown to'],
  ['preference', 'Your taste', 'how much of your history speaks for it'],
];

/** Five stars in halves for the whole, its parts on request. */
export function TrustStars({ trust }: { trust: TrustView }) {
  const stars = Math.round(trust.score * 10) / 2;
  return (
    <Disclosure className={styles.trust ?? ''}>
      <Heading level={3} className={styles.heading ?? ''}>
        <AriaButton slot="trigger" className={styles.trigger ?? ''}>
          <span className="visually-hidden">{stars} of 5 stars: </span>
          <span className={styles.stars} aria-hidden="true">
            {[1, 2, 3, 4, 5].map((place) => (
              <svg key={place} viewBox="0 0 24 24" focusable="false">
                <path d={ICON_PATHS.star} className={styles.dark} />
                <path
                  d={ICON_PATHS.star}
                  className={styles.lit}
                  style={{
                    clipPath: `inset(0 ${100 - 100 * Math.min(1, Math.max(0, stars - place + 1))}% 0 0)`,
                  }}
                />
              </svg>
            ))}
          </span>
          How far this entry can be relied on
          <Icon name="down" />
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <dl className={styles.parts}>
          {PARTS.map(([part, name, meaning]) => (
            <div key={part} className={styles.part}>
              <dt>
                {name} <span className={styles.aside}>({meaning})</span>
              </dt>
              <dd>
                <span className={styles.track} aria-hidden="true">
                  <span className={styles.fill} style={{ width: percent(trust[part]).replace(' ', '') }} />
                </span>
                {percent(trust[part])}
              </dd>
            </div>
          ))}
        </dl>
        <p className={styles.aside}>
          70 % is what nothing is known of. Titles below 60 % in all are not recommended.
        </p>
      </DisclosurePanel>
    </Disclosure>
  );
}
