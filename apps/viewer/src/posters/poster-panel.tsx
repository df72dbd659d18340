import type { Panel } from './design-poster.ts';

/** One clipped piece of a poster's art. */
export function PosterPanel({ panel, ground }: { panel: Panel; ground: string }) {
  return (
    <svg
      x={panel.x}
      y={panel.y}
      width={panel.width}
      height={panel.height}
      viewBox={`0 0 ${panel.width} ${panel.height}`}
    >
      <rect width={panel.width} height={panel.height} fill={ground} />
      {panel.shapes.map((shape, index) => (
        <path
          // oxlint-disable-next-line react/no-array-index-key -- the shapes of a title never change
          key={index}
          d={shape.d}
          fill={shape.fill ?? 'none'}
          stroke={shape.stroke}
          strokeWidth={shape.strokeWidth}
          opacity={shape.opacity}
        />
      ))}
    </svg>
  );
}
