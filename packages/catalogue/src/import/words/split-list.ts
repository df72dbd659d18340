/** The words of a cell that holds a list, without empty ones and repetitions. */
export function splitList(cell: string, separator: string | RegExp): string[] {
  const words = cell.split(separator).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}
