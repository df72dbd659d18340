import type { ItemDetail } from '@parlour/worker/brain-api';
import { MiniCard } from '../../components/card/mini-card.tsx';
import { Facts } from './facts.tsx';
import { ReportTitle } from './report-title.tsx';
import styles from './title-page.module.css';
import { TitleHero } from './title-hero.tsx';
import { Why } from './why.tsx';
import { WhereToWatch } from './where-to-watch.tsx';

export function TitleDetail({ detail }: { detail: ItemDetail }) {
  const { card, item, mine, similar } = detail;
  return (
    <article className={styles.page} aria-label={card.name}>
      <TitleHero card={card} mine={mine} synopsis={item.synopsis} />
      <div className={styles.columns}>
        <WhereToWatch item={item} />
        <Facts item={item} />
        <Why id={card.id} />
        <ReportTitle card={card} mine={mine} />
      </div>
      {similar.length === 0 ? null : (
        <section className={styles.similar} aria-labelledby="similar-titles">
          <h2 id="similar-titles">Similar titles</h2>
          <ul className={styles.shelf}>
            {similar.map((other) => (
              <li key={other.id}>
                <MiniCard card={other} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
