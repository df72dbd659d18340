import { openFile, unreadable } from './read-lines.ts';

/** UTF-8 where the whole file is that, else Latin-1, in which sets of the nineties were written. */
export async function encodingOf(path: string): Promise<'utf8' | 'latin1'> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const input = await openFile(path);
  try {
    for await (const chunk of input as AsyncIterable<Uint8Array>) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf8';
  } catch (error) {
    if (error instanceof TypeError) return 'latin1';
    throw unreadable(path, error);
  } finally {
    input.destroy();
  }
}
