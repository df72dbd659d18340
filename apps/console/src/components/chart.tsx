import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import styles from './chart.module.css';
import { type ChartColours, chartColours } from './chart-colours.ts';
import { useThemeChange } from './use-theme-change.ts';

export type ChartOptions = Omit<uPlot.Options, 'width' | 'height'>;

interface ChartProps {
  /** What it shows, in a sentence; the figures stand in a table beside it. */
  readonly label: string;
  readonly data: uPlot.AlignedData;
  readonly options: (colours: ChartColours) => ChartOptions;
  /** In pixels. */
  readonly height?: number;
}

/** Drawn on a canvas as wide as its place, anew whenever data, width or theme change. */
export function Chart({ label, data, options, height = 230 }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const theme = useThemeChange();
  useEffect(() => {
    const place = frame.current;
    if (place === null) return undefined;
    const width = () => Math.max(120, place.clientWidth);
    const plot = new uPlot({ ...options(chartColours(place)), width: width(), height }, data, place);
    const watch = new ResizeObserver(() => plot.setSize({ width: width(), height }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [data, options, height, theme]);
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is drawn inside
  return <div ref={frame} className={styles.chart} role="img" aria-label={label} />;
}
