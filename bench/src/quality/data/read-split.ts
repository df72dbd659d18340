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
  return rows.sort((left, right) => left.at - right.at);
}

const isPart = (part: string): part is SplitPart => parts.includes(part);

function notASplit(path: string, line: number): ParlourError {
  return new ParlourError('bench/not-a-split', {
    message: `${path} is no split: line ${line} is not "user,item,timestamp,part", or a part is missing.`,
    meaning: 'Nothing was measured.',
    mend: `Parts are ${parts.join(', ')}; train and a test part are needed.`,
  });
}
