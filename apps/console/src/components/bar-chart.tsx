import { count } from '@parlour/interface';
import { useCallback, useMemo } from 'react';
import uPlot from 'uplot';
import { Chart, type ChartOptions } from './chart.tsx';
import type { ChartColours } from './chart-colours.ts';
import { useSame } from './use-same.ts';

export interface Bars {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: 'accent' | 'good' | 'muted';
}

interface BarChartProps {
  readonly label: string;
  /** One for each place on the axis. */
  readonly names: readonly string[];
  /** Drawn in front of one another, the first at the back. */
  readonly bars: readonly Bars[];
  readonly format?: (value: number) => string;
  /** In pixels. */
  readonly height?: number;
}

export function BarChart({ label, names, bars, format = count, height = 240 }: BarChartProps) {
  const shown = useSame({ names, bars });
  const data = useMemo<uPlot.AlignedData>(
    () => [shown.names.map((_, place) => place), ...shown.bars.map(({ values }) => [...values])],
    [shown],
  );
  const options = useCallback(
    (colours: ChartColours) => barOptions(colours, shown.names, shown.bars, format),
    [shown, format],
  );
  return <Chart label={label} data={data} options={options} height={height} />;
}

function barOptions(
  colours: ChartColours,
  names: readonly string[],
  bars: readonly Bars[],
  format: (value: number) => string,
): ChartOptions {
  const axis = { stroke: colours.quiet, font: colours.font, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 8, 0, 0],
    scales: {
      x: { time: false, range: [-0.6, names.length - 0.4] },
      y: { range: (_plot, _low, high) => [0, high > 0 ? 1.08 * high : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        splits: () => names.map((_, place) => place),
        values: (_plot, places) => places.map((place) => names[place] ?? ''),
        // Names that would run into one another stand aslant.
        rotate: (plot) => (isNarrow(plot, names) ? -50 : 0),
        size: (plot) => (isNarrow(plot, names) ? 66 : 34),
      },
      {
        ...axis,
        grid: { stroke: colours.line, width: 1 },
        values: (_plot, values) => values.map((value) => format(value)),
        size: 52,
      },
    ],
    series: [
      {},
      ...bars.map(({ name, colour }) => ({
        label: name,
        fill: colours[colour],
        width: 0,
        points: { show: false },
        ...barPaths(),
      })),
    ],
  };
}

const isNarrow = (plot: uPlot, names: readonly string[]): boolean => plot.width / names.length < 74;

/** `uPlot.paths` lists what a build of uPlot can draw; this one draws bars. */
function barPaths(): { readonly paths?: uPlot.Series.PathBuilder } {
  const paths = uPlot.paths.bars?.({ size: [0.62, 54], radius: 0.12 });
  return paths === undefined ? {} : { paths };
}
