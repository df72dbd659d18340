import { ParlourError } from '@parlour/wire';
import { type ArrowFile, readArrowFile } from '../arrow-file.ts';
import type { Catalogue } from '../catalogue.ts';
import { damaged } from '../damaged.ts';
import { must } from '../must.ts';
import { CodedReader, ListReader, NumberReader, wordsOf } from '../readers.ts';
import { dayOf, millisecondsADay } from './day-of.ts';
import type { RowSignals } from './row-signals.ts';
import { reliabilityUnit, type SignalColumn, signalColumns, trendingUnit } from './signals-format.ts';

/** An opened file of public signals, for the rows of one catalogue. */
export interface CatalogueSignals {
  /** The operator's own view of sources, 0..1. */
  readonly reliability: Readonly<Record<string, number>>;
  of(row: number): RowSignals;
  /** 0..1 a row, how much more than before people turn to it; less by exp(-days / 30) since it was measured. Undefined where nothing is known. */
  trending(now: number): Float32Array | undefined;
}

/** A trend is as old as the window that it was measured over, by then. */
const trendDays = 30;
/** Standard deviations of noise below which a sum says nothing. */
const believed = 2;

/**
 * @param isVerified the bytes have the manifest's SHA-256
 * @throws ParlourError `catalogue/signals-unreadable`, `catalogue/too-new`, `catalogue/signals-of-another-version`
 */
export function openSignals(
  bytes: Uint8Array,
  catalogue: Catalogue,
  { isVerified = false }: { readonly isVerified?: boolean } = {},
): CatalogueSignals {
  const file = readArrowFile(bytes, isVerified, 'signals');
  if (file.version !== catalogue.version || file.rows !== catalogue.size)
    throw ofAnotherVersion(file.version);
  try {
    return signalsIn(file);
  } catch (error) {
    throw damaged('signals', error);
  }
}

function signalsIn(file: ArrowFile): CatalogueSignals {
  const { rows } = file;
  const list = new ListReader(file, 'sources', rows);
  const words = new CodedReader(file, 'sources', list.entryCount);
  // A catalogue has a handful of sources, and lists ask for hundreds of rows.
  const names = Array.from({ length: words.words.rows.length }, (_, code) => words.words.decode(code));
  const columns = new Map(
    signalColumns
      .filter((name) => file.part(`${name}.values`) !== undefined)
      .map((name) => [name, new NumberReader(file, name, rows)]),
  );
  const at = (name: SignalColumn, row: number): number | undefined => columns.get(name)?.at(row);
  const timeAt = (name: SignalColumn, row: number): number | undefined => {
    const day = at(name, row);
    return day === undefined ? undefined : day * millisecondsADay;
  };
  const deviation = file.part('reports.deviation')?.[0] ?? 0;
  const people = (name: SignalColumn, row: number): number =>
    Math.max(0, (at(name, row) ?? 0) - believed * deviation);
  return {
    reliability: readReliability(file),
    of(row) {
      const [checkedAt, tried] = [timeAt('links.on', row), at('links.tried', row) ?? 0];
      return {
        sources: list.map(row, (entry) => names[words.codes[entry] as number] ?? ''),
        compared: at('compared', row) ?? 0,
        agreeing: at('agreeing', row) ?? 0,
        corrections: at('corrections', row) ?? 0,
        seenAt: timeAt('seenOn', row),
        links:
          checkedAt === undefined || tried === 0
            ? undefined
            : { at: checkedAt, working: (at('links.working', row) ?? 0) / tried },
        brokenPages: at('pages.broken', row) ?? 0,
        wrongAt: timeAt('own.wrongOn', row),
        brokenAt: timeAt('own.brokenOn', row),
        reports: {
          wrong: people('reports.wrong', row),
          broken: people('reports.broken', row),
          elsewhere: people('reports.elsewhere', row),
        },
      };
    },
    trending(now) {
      const values = columns.get('trending')?.values;
      const day = file.part('trending.day')?.[0];
      if (values === undefined || day === undefined) return undefined;
      const left = Math.exp(-Math.max(0, dayOf(now) - day) / trendDays);
      return Float32Array.from(values, (value) => (left * value) / trendingUnit);
    },
  };
}

function readReliability(file: ArrowFile): Record<string, number> {
  const values = file.part('reliability.values');
  if (values === undefined) return {};
  const sources = wordsOf(file, 'reliability.sources');
  must(sources.rows.length === values.length, 'reliability is cut short');
  return Object.fromEntries(
    Array.from(values, (value, i) => [sources.decode(i), Math.min(1, Math.max(0, value / reliabilityUnit))]),
  );
}

function ofAnotherVersion(found: string): ParlourError {
  return new ParlourError(
    'catalogue/signals-of-another-version',
    {
      message: 'What is known of the titles beyond their facts was published with another catalogue.',
      meaning: 'Trust counts it as unknown until both fit together; nothing of yours is touched.',
      mend: 'Reload the page; if that does not help, the operator has to publish the catalogue again.',
    },
    { cause: found },
  );
}
