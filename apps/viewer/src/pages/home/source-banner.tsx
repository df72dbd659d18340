import { Button, Icon, LinkButton } from '@parlour/interface';
import type { ListSource } from '@parlour/worker/brain-api';
import styles from './source-banner.module.css';

interface SourceBannerProps {
  readonly source: ListSource;
  readonly onShuffle: () => void;
}

/** Says honestly when a list was not made for this person. */
export function SourceBanner({ source, onShuffle }: SourceBannerProps) {
  if (source === 'personal') return null;
  const popular = source === 'popular';
  return (
    <section className={styles.banner} aria-label="About this list">
      <Icon name="info" />
      <p>
        <strong>{popular ? 'Popular with everyone, not yet chosen for you.' : 'A shuffled start.'}</strong>{' '}
        {popular
          ? 'Import a history or pick a few groups, and this becomes your own list.'
          : 'In random order: nothing is known yet, neither of you nor of anybody.'}
      </p>
      <div className={styles.actions}>
        <LinkButton to="/import" look="primary">
          Import a history
        </LinkButton>
        <LinkButton to="/taste">Choose your taste</LinkButton>
        <Button look="quiet" onPress={onShuffle}>
          {popular ? 'Shuffle instead' : 'Shuffle again'}
        </Button>
      </div>
    </section>
  );
}
