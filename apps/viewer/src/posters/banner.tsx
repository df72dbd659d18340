import type { Panel } from './design-poster.ts';
import { PosterPanel } from './poster-panel.tsx';
import styles from './poster.module.css';

/** A wide piece of art that fills its frame, whatever the frame's shape. Decorative. */
export function Banner({ panels, ground }: { panels: readonly Panel[]; ground: string }) {
  return (
    <svg
      className={styles.art}
      viewBox="0 0 400 300"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      {panels.map((panel) => (
        <PosterPanel key={`${panel.x} ${panel.y}`} panel={panel} ground={ground} />
      ))}
    </svg>
  );
}
