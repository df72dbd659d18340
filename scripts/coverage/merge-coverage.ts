/** What V8 says of one script that ran: of each function its blocks, the first being the whole function. */
export interface CoveredScript {
  readonly url: string;
  /** As it ran, types taken out. */
  readonly source: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly isBlockCoverage: boolean;
    readonly ranges: readonly Range[];
  }[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A stretch of a file that no run entered. */
export interface Gap {
  readonly url: string;
  readonly text: string;
}

export interface FileCoverage {
  readonly url: string;
  readonly gaps: readonly Gap[];
}

/**
 * Over several runs of the same files: for every character, whether any run came by; what none did is a gap. Blocks are V8's: the
 * branches of `if`, `?:`, `&&`, `??`, `switch`, loops, and what follows a branch that leaves.
 */
export function mergeCoverage(runs: Iterable<readonly CoveredScript[]>): FileCoverage[] {
  const files = new Map<string, { readonly source: string; readonly reached: Uint8Array }>();
  for (const script of [...runs].flat()) {
    const { url, source } = script;
    const file = files.get(url) ?? { source, reached: new Uint8Array(source.length) };
    if (file.source !== source) {
      throw new Error(`${url} differs between runs`);
    }
    files.set(url, file);
    const here = reachedIn(script);
    here.forEach((reached, i) => {
      file.reached[i] |= reached;
    });
  }
  return [...files]
    .map(([url, { source, reached }]) => ({ url, gaps: gapsOf(url, source, reached) }))
    .toSorted((a, b) => (a.url < b.url ? -1 : 1));
}

/** Outer blocks come before inner ones, and functions before those inside them: the last word on a character counts. */
function reachedIn({ source, functions }: CoveredScript): Uint8Array {
  const reached = new Uint8Array(source.length).fill(1);
  const ranges = functions.flatMap((entry) => entry.ranges);
  const outerFirst = ranges.toSorted(
    (a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset || 0,
  );
  for (const { startOffset, endOffset, count } of outerFirst) {
    reached.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return reached;
}

function gapsOf(url: string, source: string, reached: Uint8Array): Gap[] {
  const gaps: Gap[] = [];
  for (let at = reached.indexOf(0); at !== -1; at = reached.indexOf(0, at)) {
    const end = reached.indexOf(1, at);
    const text = source.slice(at, end === -1 ? undefined : end);
    // Brackets and blanks between two gaps are none of their own, nor is what the test runner puts around each export.
    if (/[\w$]/.test(text) && text.trim() !== 'catch {}') {
      gaps.push({ url, text: text.trim() });
    }
    at = end === -1 ? reached.length : end;
  }
  return gaps;
}
