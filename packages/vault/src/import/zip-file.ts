import { BlobReader, type Entry, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { ParlourError } from '@parlour/wire';
import type { Breather } from './breather.ts';
import { importError } from './import-errors.ts';
import { maxFileBytes } from './limits.ts';

/** A Google Takeout with videos has thousands of files; more than this is no export of a watch history. */
const maxEntries = 10_000;
/** Longest piece of the file read at once: the directory of `maxEntries` long names is below it. */
const maxReadBytes = 32 * 1024 * 1024;

/** The directory of a ZIP. Entries are read one by one, at random access; nested ZIPs are not opened. */
export class ZipFile {
  readonly #entries: readonly FileEntry[];
  #bytesLeft = 2 * maxFileBytes;

  private constructor(entries: readonly FileEntry[]) {
    this.#entries = entries;
  }

  /** @throws ParlourError `import/zip-damaged`, `import/zip-encrypted`, `import/zip-too-many-files`, `import/unreadable` */
  static async open(file: Blob, breather?: Breather): Promise<ZipFile> {
    const entries: FileEntry[] = [];
    let seen = 0;
    try {
      // Nothing is written to a disk, so a path cannot lead anywhere it should not.
      const options = { useWebWorkers: false, filenameValidation: 'tolerant' } as const;
      for await (const entry of new ZipReader(new CarefulReader(file), options).getEntriesGenerator()) {
        if (breather?.due() === true) await breather.breathe('Reading', 0.02);
        if (++seen > maxEntries) throw importError('zip-too-many-files');
        if (isUseful(entry)) entries.push(entry);
      }
    } catch (error) {
      throw asImportError(error);
    }
    return new ZipFile(entries);
  }

  /** Of files that are not empty, without what archivers of macOS add. */
  get paths(): readonly string[] {
    return this.#entries.map(({ filename }) => filename);
  }

  /**
   * Inflates one entry. What the directory says about its size is only believed where it is too much: the bytes are counted as they
   * come.
   *
   * @throws ParlourError `import/zip-bomb`, `import/zip-damaged`, `import/zip-encrypted`, `import/unreadable`
   */
  async read(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.find(({ filename }) => filename === path);
    if (entry === undefined) throw importError('zip-damaged');
    if (entry.encrypted) throw importError('zip-encrypted');
    const cap = Math.min(maxFileBytes, this.#bytesLeft);
    if (entry.uncompressedSize > cap) throw importError('zip-bomb');
    const chunks: Uint8Array[] = [];
    let length = 0;
    const sink = new WritableStream<Uint8Array>({
      write(chunk) {
        length += chunk.byteLength;
        if (length > cap) throw importError('zip-bomb');
        chunks.push(chunk);
      },
    });
    try {
      await entry.getData(sink, {
        useWebWorkers: false,
        checkSignature: true,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (signal?.aborted === true) throw importError('stopped');
      if (length > cap) throw importError('zip-bomb');
      throw asImportError(error);
    }
    this.#bytesLeft -= length;
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
    return bytes;
  }
}

/** Refuses to read a directory of absurd size in one piece. */
class CarefulReader extends BlobReader {
  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > maxReadBytes) throw importError('zip-damaged');
    return super.readUint8Array(index, length);
  }
}

function isUseful(entry: Entry): entry is FileEntry {
  return !entry.directory && entry.compressedSize > 0 && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(entry.filename);
}

function asImportError(error: unknown): ParlourError {
  if (error instanceof ParlourError) return error;
  if (error instanceof DOMException && error.name === 'NotReadableError')
    return importError('unreadable', { cause: error });
  const message = error instanceof Error ? error.message : '';
  return importError(/encrypt|password/i.test(message) ? 'zip-encrypted' : 'zip-damaged', { cause: error });
}
