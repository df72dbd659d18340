import { ParlourError } from '@parlour/wire';
import { plainId } from './rating-folder.ts';
import { readRows } from './read-rows.ts';

export type SplitPart =
  | 'train'
  | 'val'
  | 'test'
  | 'val_foldin'
  | 'val_target'
  | 'test_foldin'
  | 'test_target';

export interface SplitRow {
  readonly person: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly part: SplitPart;
}

const parts: readonly string[] = [
  'train',
  'val',
  'test',
  'val_foldin',
  'val_target',
  'test_foldin',
  'test_target',
];

/**
 * A split in the form `user,item,timestamp,part` (seconds since 1970), oldest first.
 *
 * @throws ParlourError `bench/not-a-split`, `bench/unreadable`
 */
export async function readSplit(path: string): Promise<SplitRow[]> {
  const rows: SplitRow[] = [];
  let line = 0;
  for await (const [person = '', title = '', seconds = '', part = ''] of readRows(path)) {
    line++;
    if (line === 1 && part === 'part') continue;
    if (person === '' || title === '' || !(Number(seconds) >= 0) || !isPart(part))
      throw notASplit(path, line);
    rows.push({ person: plainId(person), title: plainId(title), at: Number(seconds) * 1000, part });
  }
  const has = (part: SplitPart) => rows.some((row) => row.part === part);
  if (!has('train') || !(has('test') || has('test_target'))) throw notASplit(path, line);
  return inOrder(rows);
}

/**
 * Oldest first. What happened in the same second has no order: that of the file, often by id, would tell what comes next,
 * so it is replaced by one of the hashed pairs.
 */
function inOrder(rows: readonly SplitRow[]): SplitRow[] {
  return rows
    .map((row) => ({ row, tie: hash(`${row.person},${row.title}`) }))
    .sort((left, right) => left.row.at - right.row.at || left.tie - right.tie)
    .map(({ row }) => row);
}

/** FNV-1a, its bits mixed once more. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}

const isPart = (part: string): part is SplitPart => parts.includes(part);

function notASplit(path: string, line: number): ParlourError {
  return new ParlourError('bench/not-a-split', {
    message: `${path} is no split: line ${line} is not "user,item,timestamp,part", or a part is missing.`,
    meaning: 'Nothing was measured.',
    mend: `Parts are ${parts.join(', ')}; train and a test part are needed.`,
  });
}
