import { dayName, Icon } from '@parlour/interface';
import type { Item } from '@parlour/wire';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { countryName, platformName } from '../../format/names.ts';
import styles from './title-page.module.css';

/** Offers of the person's own country first. Only a click goes there, and the page says what that tells. */
export function WhereToWatch({ item }: { item: Item }) {
  const brain = useBrain();
  const settings = useQuery('settings', () => brain.settings(), useArrivals());
  const home = settings.value?.country;
  const offers = item.platforms.toSorted(
    (a, b) => Number(b.country === home) - Number(a.country === home) || a.platform.localeCompare(b.platform),
  );
  const followed = (): void => {
    brain.feedback(item.id, 'click').catch(() => undefined);
  };
  return (
    <section className={styles.section} aria-labelledby="where-to-watch">
      <h2 id="where-to-watch">Where to watch</h2>
      {offers.length === 0 ? (
        <p className={styles.aside}>The catalogue knows no place for this title yet.</p>
      ) : null}
      <ul className={styles.offers}>
        {offers.map((offer) => (
          <li key={`${offer.platform} ${offer.country ?? ''} ${offer.link ?? ''}`} className={styles.offer}>
            {offer.link === undefined ? (
              <span>{platformName(offer.platform)}</span>
            ) : (
              <a href={offer.link} target="_blank" rel="noreferrer noopener" onClick={followed}>
                {platformName(offer.platform)}
                <Icon name="out" />
                <span className="visually-hidden">(opens a new tab)</span>
              </a>
            )}
            <span className={styles.aside}>
              {[
                offer.country === undefined ? undefined : countryName(offer.country),
                offer.checkedAt === undefined ? undefined : `checked ${dayName(offer.checkedAt)}`,
              ]
                .filter((part) => part !== undefined)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {offers.some((offer) => offer.link !== undefined) ? (
        <p className={styles.aside}>
          Following a link opens that service, and so tells it that you are interested in this title. Parlour
          itself tells nobody.
        </p>
      ) : null}
    </section>
  );
}
