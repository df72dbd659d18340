/** One value of a JSON text, not parsed yet, and the line on which it begins. */
export interface JsonSlice {
  readonly text: string;
  readonly line: number;
}

/** Longer than any description of one title; a text that gets longer is no list of titles, or never closes its brackets. */
const longest = 64 * 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
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
  const splitter = new JsonSplitter(depth);
  for await (const chunk of chunks) for (const slice of splitter.push(chunk)) yield slice;
  const last = splitter.end();
  if (typeof last === 'string') onTail?.(last);
  else if (last) yield last;
}

/** A class apart from the generator, since V8 optimizes no loop over characters in an async generator well. */
class JsonSplitter {
  readonly #depth: number;
  #level = 0;
  #inString = false;
  #escaped = false;
  #inside: boolean;
  #ended = false;
  /** What was read of the value that is not complete yet, and the line where it begins. */
  #rest = '';
  #line = 1;

  constructor(depth: 0 | 1) {
    this.#depth = depth;
    this.#inside = depth === 0;
  }

  /** The values that this chunk completes. */
  push(chunk: string): JsonSlice[] {
    const slices: JsonSlice[] = [];
    if (chunk === '') return slices;
    const depth = this.#depth;
    let [start, at] = [0, 0];
    const cut = (to: number) => {
      const text = this.#rest + chunk.slice(start, to);
      [this.#rest, start] = ['', to];
      return text;
    };
    const give = (to: number) => {
      const text = cut(to);
      const slice = sliceOf(text, this.#line);
      this.#line += newlines(text);
      if (slice) slices.push(slice);
    };
    if (this.#inString) at = this.#endString(chunk, 0);
    while (at < chunk.length && !this.#ended) {
      const code = chunk.charCodeAt(at++);
      if (code === quote) at = this.#endString(chunk, at);
      else if (code === 0x7b || code === 0x5b) {
        if (!this.#inside && code === 0x5b && this.#level + 1 === depth) {
          this.#inside = true;
          this.#line += newlines(cut(at));
        }
        this.#level++;
      } else if (code === 0x7d || code === 0x5d) {
        this.#level--;
        if (!this.#inside) continue;
        if (depth === 0 && this.#level === 0) give(at);
        else if (depth > 0 && this.#level === depth - 1) {
          give(at - 1);
          this.#ended = true;
        }
      } else if (code === comma && depth > 0 && this.#level === depth && this.#inside) {
        give(at - 1);
        start = at;
      }
    }
    this.#rest += chunk.slice(start);
    if (this.#rest.length > longest)
      throw new RangeError(`A value that begins in line ${this.#line} is longer than 64 MiB.`);
    return slices;
  }

  /** What is left: a last value that nothing closes, or else, after the array, the text from its end on. */
  end(): JsonSlice | string | undefined {
    if (this.#ended) return this.#rest;
    return this.#inside ? sliceOf(this.#rest, this.#line) : undefined;
  }

  /** The place behind the quote that ends the string which goes on here; the chunk's end, if it ends in a later one. */
  #endString(chunk: string, from: number): number {
    const first = this.#escaped ? from + 1 : from;
    let end = chunk.indexOf('"', first);
    while (end !== -1 && backslashes(chunk, first, end) % 2 === 1) end = chunk.indexOf('"', end + 1);
    this.#inString = end === -1;
    this.#escaped = this.#inString && backslashes(chunk, first, chunk.length) % 2 === 1;
    return this.#inString ? chunk.length : end + 1;
  }
}

/** How many backslashes stand right before a place. */
function backslashes(text: string, from: number, place: number): number {
  let at = place;
  while (at > from && text.charCodeAt(at - 1) === backslash) at--;
  return place - at;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function sliceOf(text: string, startLine: number): JsonSlice | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const before = text.slice(0, text.length - text.trimStart().length);
  return { text: trimmed, line: startLine + newlines(before) };
}
