import { Empty, ErrorNote, LinkButton, usePageTitle } from '@parlour/interface';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useBrain } from '../../brain/brain-context.ts';
import { useArrivals } from '../../brain/use-arrivals.ts';
import { useQuery } from '../../brain/use-query.ts';
import { idOfHash } from '../../format/title-path.ts';
import { TitleDetail } from './title-detail.tsx';
import styles from './title-page.module.css';

export function TitlePage() {
  const brain = useBrain();
  const { hash, key } = useLocation();
  const id = idOfHash(hash);
  const ask = async () => ({ detail: await brain.item(id) });
  const { value, error } = useQuery(`title ${id}`, ask, useArrivals());
  const detail = value?.detail;
  usePageTitle(detail?.card.name ?? 'Title');

  // One view for each time that the page is opened.
  const viewed = useRef('');
  const isThere = detail !== undefined;
  useEffect(() => {
    const visit = `${key} ${id}`;
    if (!isThere || viewed.current === visit) return;
    viewed.current = visit;
    brain.feedback(id, 'view').catch(() => undefined);
  }, [brain, id, key, isThere]);

  if (error !== undefined) return <ErrorNote error={error} />;
  if (value === undefined) return <output className={styles.waiting} aria-label="Loading" />;
  if (detail === undefined) {
    return (
      <Empty title="This title is not in the catalogue">
        <p>It may have left with a newer version. What you said about it is still in your vault.</p>
        <LinkButton to="/">To your list</LinkButton>
      </Empty>
    );
  }
  return <TitleDetail key={id} detail={detail} />;
}
