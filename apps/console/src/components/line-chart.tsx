import { useMemo } from 'react';
import type uPlot from 'uplot';
import { Chart, type ChartOptions } from './chart.tsx';
import type { ChartColours } from './chart-colours.ts';
import { useSame } from './use-same.ts';

interface LineChartProps {
  readonly label: string;
  /** The oldest first; `at` in Unix milliseconds. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

/** One figure over time. */
export function LineChart({ label, points }: LineChartProps) {
  const shown = useSame(points);
  const data = useMemo<uPlot.AlignedData>(
    () => [shown.map(({ at }) => at / 1000), shown.map(({ value }) => value)],
    [shown],
  );
  return <Chart label={label} data={data} options={lineOptions} />;
}

function lineOptions(colours: ChartColours): ChartOptions {
  const axis = { stroke: colours.quiet, font: colours.font, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 12, 0, 0],
    axes: [
      { ...axis, grid: { show: false }, size: 34 },
      { ...axis, grid: { stroke: colours.line, width: 1 }, size: 58 },
    ],
    series: [{}, { stroke: colours.accent, width: 2, points: { show: true, size: 8, fill: colours.accent } }],
  };
}
