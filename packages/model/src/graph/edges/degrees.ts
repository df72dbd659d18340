/** Counts as 0..1 on a logarithmic scale; all 0 where nobody watched anything. */
export function degreesOf(counts: Float64Array): Float64Array {
  const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 0));
  return counts.map((count) => (most === 0 ? 0 : Math.log1p(count) / most));
}
