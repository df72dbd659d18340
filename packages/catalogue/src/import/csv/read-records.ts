import { Transform, pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import { openFile, unreadable } from '../files/read-lines.ts';
import type { OnBytes } from '../part.ts';

/** A record of a CSV file, or what is wrong with it, and the line on which it begins. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly reason: string };

/** A record longer than this is a quote that was never closed and swallows what follows. */
const longest = 256 * 1024;
const mostRestarts = 200;

/**
 * The records of a CSV file (RFC 4180). After one that is broken, for instance by a quote that is never closed, reading starts
 * again in the line after it, so that it costs no other.
 */
export async function* readRecords(path: string, onBytes?: OnBytes): AsyncGenerator<CsvRecord> {
  let skip = 0;
  for (let restarts = 0; restarts <= mostRestarts; restarts++) {
    let line = skip + 1;
    const read: { cells: string[]; lines: number }[] = [];
    const parser = parse({
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longest,
      // The stream would lose the records before a broken one, so they are taken as they come.
      on_record: (cells: string[], { lines }) => {
        read.push({ cells, lines });
        return null;
      },
    });
    const failure = failureOf(parser);
    const input = await openFile(path, onBytes);
    const chunks = pipeline(input, withoutLines(skip), (error) => error && parser.destroy(error));
    try {
      for await (const chunk of chunks) {
        await new Promise<void>((resolve) => parser.write(chunk, () => resolve()));
        for (const { cells, lines } of read.splice(0)) {
          yield { line, cells };
          line = skip + lines + 1;
        }
        if (parser.errored) break;
      }
      if (!parser.errored) parser.end();
      const error = await failure;
      for (const { cells, lines } of read.splice(0)) {
        yield { line, cells };
        line = skip + lines + 1;
      }
      if (!error) return;
      if (!(error instanceof CsvError)) throw unreadable(path, error);
      yield { line, reason: `It is not CSV: ${reasons.get(error.code) ?? error.message}.` };
      skip = line;
    } finally {
      input.destroy();
    }
  }
  yield {
    line: skip + 1,
    reason: `More than ${mostRestarts} records are broken; from here on nothing was read.`,
  };
}

const reasons = new Map<string, string>([
  ['CSV_QUOTE_NOT_CLOSED', 'a quote is never closed'],
  ['CSV_MAX_RECORD_SIZE', 'a quote is never closed'],
  ['CSV_INVALID_CLOSING_QUOTE', 'something stands between a closing quote and the next comma'],
]);

/** What makes a parser stop before its end, once it has stopped or ended. */
function failureOf(parser: Parser): Promise<unknown> {
  parser.resume();
  return finished(parser).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Lets through what follows the first so many lines, with `\n` for `\r\n`, which the parser would count twice within quotes. */
function withoutLines(count: number): Transform {
  let left = count;
  let held = '';
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (; left > 0; left--) {
        const end = chunk.indexOf(0x0a, from);
        if (end < 0) {
          done();
          return;
        }
        from = end + 1;
      }
      const text = held + chunk.toString('latin1', from);
      held = text.endsWith('\r') ? '\r' : '';
      const whole = held === '' ? text : text.slice(0, -1);
      done(null, Buffer.from(whole.replaceAll('\r\n', '\n'), 'latin1'));
    },
    flush(done) {
      done(null, held);
    },
  });
}
