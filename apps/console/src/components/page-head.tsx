import { usePageTitle } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The list that the page belongs to. */
  readonly up?: { readonly to: string; readonly name: string };
  readonly actions?: ReactNode;
}

export function PageHead({ title, lead, up, actions }: PageHeadProps) {
  usePageTitle(`${title} · Console`);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        {up === undefined ? null : (
          <Link to={up.to} className={styles.up}>
            {up.name}
          </Link>
        )}
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={page.lead}>{lead}</p>}
      </div>
      {actions === undefined ? null : <div className={page.row}>{actions}</div>}
    </div>
  );
}
