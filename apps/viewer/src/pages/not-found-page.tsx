import { LinkButton, usePageTitle } from '@parlour/interface';
import styles from '@parlour/interface/page.module.css';

export function NotFoundPage() {
  usePageTitle('Not here');
  return (
    <div className={styles.narrow}>
      <h1>There is no such room</h1>
      <p className={styles.lead}>This address leads nowhere in Parlour.</p>
      <div className={styles.row}>
        <LinkButton to="/" look="primary">
          To your list
        </LinkButton>
      </div>
    </div>
  );
}
