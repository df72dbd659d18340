import type { ProfileLook } from './looks.ts';
import { COLOURS } from './looks.ts';
import styles from './avatar.module.css';
import { CREAM, pictureShapes } from './picture-shapes.ts';

interface AvatarProps {
  readonly look: ProfileLook;
  /** Of whom a letter is shown. */
  readonly name: string;
}

/** The picture of a profile, as wide as what it stands in. Always beside the name, or inside something that has it. */
export function Avatar({ look: { colour, picture }, name }: AvatarProps) {
  const ground = COLOURS[colour];
  return (
    <svg className={styles.avatar} viewBox="0 0 100 100" aria-hidden="true" focusable="false">
      <rect width="100" height="100" fill={ground} />
      <circle cx="50" cy="112" r="62" fill="#000" opacity="0.12" />
      {picture === 'letter' ? (
        <text className={styles.letter} x="50" y="68" textAnchor="middle" fill={CREAM}>
          {firstLetter(name)}
        </text>
      ) : (
        pictureShapes(picture, ground).map((shape, index) => (
          <path
            // oxlint-disable-next-line react/no-array-index-key -- the shapes of a picture never change
            key={index}
            d={shape.d}
            fill={shape.fill ?? 'none'}
            stroke={shape.stroke}
            strokeWidth={shape.strokeWidth}
            strokeLinecap="round"
            strokeLinejoin="round"
            opacity={shape.opacity}
          />
        ))
      )}
    </svg>
  );
}

const firstLetter = (name: string): string =>
  [...new Intl.Segmenter().segment(name)][0]?.segment.toUpperCase() ?? '';
