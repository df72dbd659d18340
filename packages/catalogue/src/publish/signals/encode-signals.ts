import type { PublishedReports } from '@parlour/wire';
import type { Catalogue } from '../../snapshot/catalogue.ts';
import { sealChecksum, unsealed } from '../../snapshot/checksum.ts';
import { formatVersion, metadataKeys, versionMarker } from '../../snapshot/column-format.ts';
import {
  reliabilityUnit,
  type SignalColumn,
  signalColumns,
  trendingUnit,
} from '../../snapshot/signals/signals-format.ts';
import { CodedWriter } from '../columns/coded-writer.ts';
import type { Part } from '../columns/column-writer.ts';
import { ListWriter } from '../columns/list-writer.ts';
import { narrow } from '../columns/narrow.ts';
import { NumberWriter } from '../columns/number-writer.ts';
import { textParts } from '../columns/text-writer.ts';
import { writeArrow } from '../write-arrow.ts';
import type { ItemSignals } from './item-signals.ts';
import { trendingOf } from './trending.ts';

/** What links of a title gave at the last check. */
export interface LinkResult {
  readonly on: number;
  /** Links of where to watch it that gave a clear answer, and of them those that work. */
  readonly tried: number;
  readonly working: number;
  /** Pages said to be about it that are gone. */
  readonly brokenPages?: number;
}

/** The days on which the operator said that an entry is wrong or that its links do not work. */
export interface OwnReport {
  readonly wrongOn?: number | undefined;
  readonly brokenOn?: number | undefined;
}

export interface SignalSources {
  readonly items: AsyncIterable<ItemSignals> | Iterable<ItemSignals>;
  /** By item id. */
  readonly links?: ReadonlyMap<string, LinkResult>;
  /** By item id. */
  readonly own?: ReadonlyMap<string, OwnReport>;
  /** What people report of titles. */
  readonly people?: Pick<PublishedReports, 'noise' | 'titles'>;
  /** The operator's view of sources, 0..1. */
  readonly reliability?: Readonly<Record<string, number>>;
  /** Day since 1970 up to which trends are looked for. */
  readonly today: number;
}

/** The file of public signals of a catalogue's rows: equal bytes for equal signals, on one day. Items that the catalogue lacks are left out. */
export async function encodeSignals(
  catalogue: Catalogue,
  { items, links, own, people, reliability = {}, today }: SignalSources,
): Promise<Uint8Array<ArrayBuffer>> {
  const byRow = Array.from<ItemSignals | undefined>({ length: catalogue.size });
  for await (const item of items) {
    const row = catalogue.rowOf(item.id);
    if (row >= 0) byRow[row] = item;
  }
  const trending = trendingOf(
    byRow.map((item) => item?.ratedOn ?? []),
    today,
  );
  const reported = new Map(people?.titles.map((title) => [title.item, title]));
  const sources = new ListWriter(new CodedWriter());
  const columns = new Map(signalColumns.map((name) => [name, new NumberWriter()]));
  byRow.forEach((item, row) => {
    for (const source of item?.sources ?? []) sources.entries.push(source);
    sources.endRow();
    const id = catalogue.id(row);
    const values = {
      ...valuesOf(item, links?.get(id), own?.get(id), trending?.[row] ?? 0),
      ...reportsOf(reported.get(id)),
    };
    for (const [name, column] of columns) column.push(values[name] || undefined);
  });
  const order = Int32Array.from({ length: catalogue.size }, (_, row) => row);
  const known = [...columns].filter(([, column]) => order.some((row) => column.at(row) !== undefined));
  return seal(
    [
      ...sources.parts('sources', order),
      ...known.flatMap(([name, column]) => column.parts(name, order)),
      ...(trending === undefined ? [] : [['trending.day', Int32Array.of(today)] as const]),
      ...(reported.size === 0
        ? []
        : [['reports.deviation', Int32Array.of(Math.ceil(people?.noise ?? 0))] as const]),
      ...reliabilityParts(reliability),
    ],
    catalogue,
  );
}

/** 0 stands for unknown: nothing was compared, corrected, checked or said. */
function valuesOf(
  item: ItemSignals | undefined,
  links: LinkResult | undefined,
  own: OwnReport | undefined,
  trending: number,
): Partial<Record<SignalColumn, number | undefined>> {
  return {
    compared: item?.compared,
    agreeing: item?.agreeing,
    corrections: item?.corrections,
    seenOn: item?.seenOn,
    'links.on': links?.on,
    'links.tried': links?.tried,
    'links.working': links?.working,
    'pages.broken': links?.brokenPages,
    'own.wrongOn': own?.wrongOn,
    'own.brokenOn': own?.brokenOn,
    trending: Math.round(trending * trendingUnit),
  };
}

function reportsOf(
  title: PublishedReports['titles'][number] | undefined,
): Partial<Record<SignalColumn, number | undefined>> {
  return {
    'reports.wrong': title?.wrong,
    'reports.broken': title?.broken,
    'reports.elsewhere': title?.elsewhere,
  };
}

function reliabilityParts(reliability: Readonly<Record<string, number>>): Part[] {
  const known = Object.entries(reliability).sort(([one], [other]) => (one < other ? -1 : 1));
  if (known.length === 0) return [];
  const encoder = new TextEncoder();
  return [
    ...textParts(
      'reliability.sources',
      known.map(([source]) => encoder.encode(source)),
    ),
    ['reliability.values', narrow(known.length, (i) => Math.round((known[i]?.[1] ?? 0) * reliabilityUnit))],
  ];
}

function seal(parts: readonly Part[], { version, size }: Catalogue): Uint8Array<ArrayBuffer> {
  const bytes = writeArrow(
    parts,
    new Map([
      [metadataKeys.format, String(formatVersion)],
      [metadataKeys.version, versionMarker + version],
      [metadataKeys.rows, String(size)],
      [metadataKeys.check, unsealed],
    ]),
  );
  sealChecksum(bytes);
  return bytes;
}
