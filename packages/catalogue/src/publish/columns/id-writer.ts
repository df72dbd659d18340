import { writeSlug } from '../../snapshot/derived-id.ts';
import { CodedWriter } from './coded-writer.ts';
import type { ColumnWriter, Part } from './column-writer.ts';
import { TextWriter } from './text-writer.ts';

/** Ids as what is before their first colon, where the rest is the name's slug and the year; in full where it isn't. */
export class IdWriter implements ColumnWriter {
  readonly #full = new TextWriter();
  readonly #prefix = new CodedWriter();
  readonly #exact = new TextWriter();

  get length(): number {
    return this.#full.length;
  }

  push(id: string, name: string, year: number | undefined): void {
    const prefix = id.slice(0, Math.max(0, id.indexOf(':')));
    const isDerived = id === derivedId(prefix, name, year);
    this.#full.push(id);
    this.#prefix.push(isDerived ? prefix : undefined);
    this.#exact.push(isDerived ? undefined : id);
  }

  /** A row's whole id, not copied. */
  bytes(row: number): Uint8Array {
    return this.#full.bytes(row);
  }

  parts(name: string, order: Int32Array): Part[] {
    return [...this.#prefix.parts(`${name}.prefix`, order), ...this.#exact.parts(`${name}.exact`, order)];
  }
}

function derivedId(prefix: string, name: string, year: number | undefined): string | undefined {
  const bytes = new TextEncoder().encode(name);
  const slug = new Uint8Array(bytes.length);
  const end = writeSlug(bytes, 0, bytes.length, slug, 0);
  if (end < 0) return undefined;
  return `${prefix}:${new TextDecoder().decode(slug.subarray(0, end))}${year === undefined ? '' : `:${year}`}`;
}
