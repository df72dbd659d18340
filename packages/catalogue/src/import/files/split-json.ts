/** One value of a JSON text, not parsed yet, and the line on which it begins. */
export interface JsonSlice {
  readonly text: string;
  readonly line: number;
}

/** Longer than any description of one title; a text that gets longer is no list of titles, or never closes its brackets. */
const longest = 64 * 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;
const comma = 0x2c;

/**
 * Cuts a JSON text into the values at a depth: 0 gives the values of a sequence, 1 the elements of an array. Only brackets and
 * strings are understood: whether a slice is JSON, its parser finds out, so that a bad one spoils no other. What stands from the
 * array's end on goes to `onTail`.
 *
 * @throws RangeError if a value is longer than 64 MiB
 */
export async function* splitJson(
  chunks: AsyncIterable<string>,
  depth: 0 | 1,
  onTail?: (text: string) => void,
): AsyncGenerator<JsonSlice> {
  let [level, line, startLine] = [0, 1, 1];
  let [inString, escaped, inside, ended] = [false, false, depth === 0, false];
  let rest = '';
  for await (const chunk of chunks) {
    let start = -rest.length;
    const cut = (to: number) => (start < 0 ? rest + chunk.slice(0, Math.max(0, to)) : chunk.slice(start, to));
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (code === newline) line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (code === backslash) escaped = true;
        else if (code === quote) inString = false;
        continue;
      }
      if (code === quote) inString = true;
      const opens = code === 0x7b || code === 0x5b;
      const closes = code === 0x7d || code === 0x5d;
      if (opens) level++;
      if (closes) level--;
      if (!inside && !ended && code === 0x5b && level === depth) {
        [inside, start, rest, startLine] = [true, at + 1, '', line];
        continue;
      }
      if (!inside || ended) continue;
      const last = depth > 0 && closes && level === depth - 1;
      const complete = depth === 0 ? closes && level === 0 : code === comma && level === depth;
      if (!complete && !last) continue;
      const slice = sliceOf(cut(depth === 0 ? at + 1 : at), startLine);
      if (slice) yield slice;
      [start, rest, startLine] = [depth === 0 ? at + 1 : last ? at : at + 1, '', line];
      ended = last;
    }
    rest = cut(chunk.length);
    if (rest.length > longest)
      throw new RangeError(`A value that begins in line ${startLine} is longer than 64 MiB.`);
  }
  if (ended) onTail?.(rest);
  else if (inside) {
    const slice = sliceOf(rest, startLine);
    if (slice) yield slice;
  }
}

function sliceOf(text: string, startLine: number): JsonSlice | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const before = text.slice(0, text.indexOf(trimmed[0] ?? ''));
  return { text: trimmed, line: startLine + before.split('\n').length - 1 };
}
