import { ParlourError } from '@parlour/wire';
import type { Breather } from './breather.ts';
import { decodeText, looksBinary } from './decode-text.ts';
import { formats } from './formats.ts';
import { importError } from './import-errors.ts';
import type { ImportFormat, ImportPart } from './import-format.ts';
import { maxFileBytes } from './limits.ts';
import { readCsv, readCsvHead } from './read-csv.ts';
import { ZipFile } from './zip-file.ts';

export interface OpenedFile {
  readonly format: ImportFormat;
  readonly parts: readonly ImportPart[];
}

/** A part that was looked at; of a CSV only the beginning was parsed. */
interface Glance {
  readonly part: ImportPart;
  readonly text: string;
}

/** Of a ZIP in which no format knows a file's name, so many are opened to look inside. */
const maxUnknownFiles = 20;
/** No export has as many files of interest. */
const maxKnownFiles = 500;

/** Recognises a file by its content and reads what its format wants of it. @throws ParlourError see `previewImport` */
export async function openFile(
  file: Blob & { readonly name: string },
  breather: Breather,
  signal?: AbortSignal,
): Promise<OpenedFile> {
  if (file.size === 0) throw importError('empty');
  const magic = await bytesOf(file.slice(0, 4));
  await breather.breathe('Reading', 0.02);
  if (isZip(magic)) return openZip(await ZipFile.open(file, breather), breather, signal);
  if (file.size > maxFileBytes) throw importError('too-large');
  const glance = look(await bytesOf(file), file.name);
  await breather.breathe('Reading', 0.1);
  const format = formats.find((each) => each.detect(glance.part));
  if (format === undefined) throw importError('not-a-known-format');
  return { format, parts: [await readWhole(glance, breather)] };
}

async function openZip(zip: ZipFile, breather: Breather, signal?: AbortSignal): Promise<OpenedFile> {
  const glances = new Map<string, Glance | ParlourError>();
  const lookAt = async (path: string) => {
    const known = glances.get(path);
    if (known !== undefined) return known;
    const glance = await lookAtEntry(zip, path, signal);
    glances.set(path, glance);
    await breather.breathe('Unpacking', 0.02 + 0.08 * (glances.size / zip.paths.length));
    return glance;
  };
  let best = await bestFormat(lookAt, (format) =>
    zip.paths
      .filter((path) => format.zipFiles.test(path.toLowerCase().replaceAll('\\', '/')))
      .slice(0, maxKnownFiles),
  );
  if (best === undefined) {
    const others = zip.paths.filter((path) => /\.(?:csv|tsv|json)$/i.test(path));
    if (others.length <= maxUnknownFiles) best = await bestFormat(lookAt, () => others);
  }
  if (best === undefined) {
    // A web page where data was looked for says more than "unknown".
    const web = [...glances.values()].find(
      (glance) => glance instanceof ParlourError && glance.code === 'import/html-instead-of-json',
    );
    throw web instanceof ParlourError ? web : importError('not-a-known-format');
  }
  const parts: ImportPart[] = [];
  for (const glance of best.glances) parts.push(await readWhole(glance, breather));
  return { format: best.format, parts };
}

/** The format that recognises the most files. */
async function bestFormat(
  lookAt: (path: string) => Promise<Glance | ParlourError>,
  pathsOf: (format: ImportFormat) => readonly string[],
): Promise<{ format: ImportFormat; glances: readonly Glance[] } | undefined> {
  let best: { format: ImportFormat; glances: readonly Glance[] } | undefined;
  for (const format of formats) {
    const glances: Glance[] = [];
    for (const path of pathsOf(format)) {
      const glance = await lookAt(path);
      if (!(glance instanceof ParlourError) && format.detect(glance.part)) glances.push(glance);
    }
    if (glances.length > (best?.glances.length ?? 0)) best = { format, glances };
  }
  return best;
}

async function lookAtEntry(zip: ZipFile, path: string, signal?: AbortSignal): Promise<Glance | ParlourError> {
  const bytes = await zip.read(path, signal);
  try {
    return look(bytes, path);
  } catch (error) {
    if (error instanceof ParlourError) return error;
    throw error;
  }
}

function look(bytes: Uint8Array<ArrayBuffer>, path: string): Glance {
  const decoded = decodeText(bytes);
  if (looksBinary(decoded)) throw importError('not-a-known-format');
  const text = decoded.replace(/^sep=.\r?\n/, '');
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) throw importError('empty');
  if (first === '<')
    throw importError(
      /^\s*<(?:!doctype\s+html|html|head|body|div)/i.test(text)
        ? 'html-instead-of-json'
        : 'not-a-known-format',
    );
  if (first === '{' || first === '[') {
    try {
      const value: unknown = JSON.parse(text);
      return { text, part: { kind: 'json', path, value } };
    } catch (cause) {
      const message = 'This JSON file is damaged or was cut short.';
      throw importError('not-a-known-format', { cause, message });
    }
  }
  const rows = readCsvHead(text);
  if (rows.length === 0) throw importError('not-a-known-format');
  return { text, part: { kind: 'csv', path, rows, rejected: [] } };
}

async function readWhole({ part, text }: Glance, breather: Breather): Promise<ImportPart> {
  return part.kind === 'json' ? part : { kind: 'csv', path: part.path, ...(await readCsv(text, breather)) };
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw importError('unreadable', { cause });
  }
}

/** A ZIP begins with its first entry, or with its end if it is empty. */
function isZip([p, k, a, b]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6) || (a === 7 && b === 8));
}
