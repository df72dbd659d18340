import styles from './interval-chart.module.css';

/** A share of 0..1 with bounds. */
export interface Interval {
  readonly mean: number;
  readonly atLeast: number;
  readonly atMost: number;
}

interface IntervalChartProps {
  /** What it shows, and that the table beside it says the same. */
  readonly label: string;
  /** A row a measure, with an interval a colour. */
  readonly rows: readonly { readonly name: string; readonly plain: Interval; readonly accent: Interval }[];
}

const width = 480;
const rowHeight = 56;
const left = 124;
const right = 16;
const foot = 26;
const end = 5;
const steps = 4;

/** Means with their bounds, two a row on one scale: where the lines are apart, the means surely are. */
export function IntervalChart({ label, rows }: IntervalChartProps) {
  const shown = rows.flatMap(({ plain, accent }) => [plain, accent]);
  const most = roundedUp(Math.min(1, Math.max(0.05, ...shown.map(({ atMost }) => atMost))));
  const at = (share: number): number =>
    left + ((width - left - right) * Math.min(most, Math.max(0, share))) / most;
  const height = rows.length * rowHeight + foot;
  const marks = Array.from({ length: steps + 1 }, (_, step) => (most * step) / steps);
  return (
    <svg className={styles.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {marks.map((mark) => (
        <g key={mark}>
          <line className={styles.grid} x1={at(mark)} x2={at(mark)} y1={4} y2={height - foot} />
          <text className={styles.mark} x={at(mark)} y={height - 6} textAnchor="middle">
            {percentOf(mark)}
          </text>
        </g>
      ))}
      {rows.map(({ name, plain, accent }, row) => (
        <g key={name} transform={`translate(0 ${row * rowHeight})`}>
          <text className={styles.name} x={0} y={rowHeight / 2 + 5}>
            {name}
          </text>
          <Bounds look="plain" interval={plain} at={at} y={rowHeight / 2 - 9} />
          <Bounds look="accent" interval={accent} at={at} y={rowHeight / 2 + 9} />
        </g>
      ))}
    </svg>
  );
}

interface BoundsProps {
  readonly look: 'plain' | 'accent';
  readonly interval: Interval;
  readonly at: (share: number) => number;
  readonly y: number;
}

function Bounds({ look, interval: { mean, atLeast, atMost }, at, y }: BoundsProps) {
  return (
    <g data-look={look} className={styles.bounds}>
      <line x1={at(atLeast)} x2={at(atMost)} y1={y} y2={y} />
      <line x1={at(atLeast)} x2={at(atLeast)} y1={y - end} y2={y + end} />
      <line x1={at(atMost)} x2={at(atMost)} y1={y - end} y2={y + end} />
      {look === 'plain' ? (
        <circle cx={at(mean)} cy={y} r={5} />
      ) : (
        <rect x={at(mean) - 5} y={y - 5} width={10} height={10} />
      )}
    </g>
  );
}

/** To a scale whose quarters are whole percents or fifths of one. */
const roundedUp = (share: number): number =>
  [0.04, 0.08, 0.12, 0.2, 0.4, 0.6, 0.8, 1].find((scale) => scale >= share) ?? 1;

const percentOf = (share: number): string => `${Math.round(100 * share)} %`;
