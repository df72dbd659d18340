/** What a spreadsheet could take for a formula, also behind blanks and apostrophes. */
const dangerous = /^['\s]*[=+\-@＝＋－＠|%]|^['\s]*[\t\r\n]/;

/**
 * One CSV record (RFC 4180, every cell quoted, no line end). A cell that begins like a formula gets an apostrophe in front, which
 * spreadsheets take for "this is text" (OWASP, CSV injection); `unguardCell` takes exactly that one away again.
 */
export function csvRecord(cells: readonly string[]): string {
  return cells.map((cell) => `"${guardCell(cell).replace(/"/g, '""')}"`).join(',');
}

export function guardCell(cell: string): string {
  return dangerous.test(cell) ? `'${cell}` : cell;
}

export function unguardCell(cell: string): string {
  return cell.startsWith("'") && dangerous.test(cell.slice(1)) ? cell.slice(1) : cell;
}
