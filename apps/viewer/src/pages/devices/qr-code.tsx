import { encode } from 'uqr';
import styles from './devices.module.css';

/** Dark on light in either theme, with the quiet zone that readers need. */
export function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code of the pairing">
      <rect width={size} height={size} className={styles.qrGround} />
      <path d={path} className={styles.qrInk} shapeRendering="crispEdges" />
    </svg>
  );
}
