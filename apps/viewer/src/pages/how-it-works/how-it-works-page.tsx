import { usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { CLAIMS } from './claims.ts';
import styles from './how-it-works.module.css';

export function HowItWorksPage() {
  usePageTitle('How it works');
  return (
    <article className={page.narrow}>
      <h1>How it works</h1>
      <p className={page.lead}>
        Parlour downloads one catalogue, the same bytes for everybody, and chooses from it on your device.
        What follows is what that means, against whom, and where it ends.
      </p>
      {CLAIMS.map(({ title, words }) => (
        <section key={title} className={styles.claim}>
          <h2>{title}</h2>
          {words.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </article>
  );
}
