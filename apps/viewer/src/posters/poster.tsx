import { type CSSProperties, memo, useMemo } from 'react';
import { designPoster, type PosterSubject } from './design-poster.ts';
import styles from './poster.module.css';
import { PosterPanel } from './poster-panel.tsx';

/**
 * A title's picture, made from its own facts. Decorative: everything it says stands beside it as text, so it is hidden
 * from assistive technology.
 */
export const Poster = memo(function Poster({ subject }: { subject: PosterSubject }) {
  const design = useMemo(() => designPoster(subject), [subject]);
  const { palette, lettering, layout } = design;
  const colours = {
    '--poster-ground': palette.ground,
    '--poster-ink': palette.ink,
    '--poster-title': `${design.titleSize}cqi`,
    '--poster-leading': lettering.leading,
  } as CSSProperties;
  return (
    <div className={styles.poster} data-layout={layout} style={colours} aria-hidden="true">
      <svg className={styles.art} viewBox="0 0 200 300" focusable="false">
        {design.panels.map((panel) => (
          <PosterPanel key={`${panel.x} ${panel.y}`} panel={panel} ground={palette.ground} />
        ))}
      </svg>
      <div className={styles.text}>
        <span className={styles.title} data-lettering={lettering.name}>
          {subject.name}
        </span>
        {subject.year === undefined ? null : <span className={styles.year}>{subject.year}</span>}
      </div>
    </div>
  );
});
