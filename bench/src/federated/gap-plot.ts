/** Shares of a gap over something that is counted in powers of ten or two, such as people or epsilon. */
export interface GapPlot {
  readonly title: string;
  /** Of the horizontal axis, which is logarithmic. */
  readonly axis: string;
  readonly lines: readonly {
    readonly name: string;
    readonly colour: string;
    readonly points: readonly (readonly [x: number, share: number])[];
  }[];
}

const [width, height] = [640, 360];
const edge = { left: 60, right: 24, top: 40, bottom: 56 };

/** An SVG of 640 x 360, vertical axis from 0 to 1.1. */
export function gapPlot({ title, axis, lines }: GapPlot): string {
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].toSorted((a, b) => a - b);
  const [low, high] = [Math.log(xs[0]), Math.log(xs.at(-1) ?? 1)];
  const left = (x: number) =>
    edge.left + ((Math.log(x) - low) / (high - low || 1)) * (width - edge.left - edge.right);
  const top = (share: number) => height - edge.bottom - (share / 1.1) * (height - edge.top - edge.bottom);
  const at = (x: number, share: number) => `${left(x).toFixed(1)},${top(share).toFixed(1)}`;
  const text = (x: number, y: number, words: string, more = '') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${words}</text>`;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<path d="M${edge.left} ${top(share).toFixed(1)}H${width - edge.right}" stroke="#ddd"/>`,
    text(edge.left - 8, top(share) + 4, `${share * 100} %`, 'text-anchor="end"'),
  ]);
  const marks = xs.map((x) =>
    text(left(x), height - edge.bottom + 18, x.toLocaleString('en'), 'text-anchor="middle"'),
  );
  const drawn = lines.flatMap(({ name, colour, points }, index) => [
    `<polyline points="${points.map(([x, share]) => at(x, share)).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(([x, share]) => {
      const [cx, cy] = at(x, share).split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`;
    }),
    text(edge.left + 12 + index * 230, height - 8, name, `fill="${colour}"`),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(edge.left, 22, title, 'font-size="14" font-weight="bold"'),
    ...grid,
    ...marks,
    text((edge.left + width - edge.right) / 2, height - edge.bottom + 34, axis, 'text-anchor="middle"'),
    ...drawn,
    '</svg>\n',
  ].join('\n');
}
