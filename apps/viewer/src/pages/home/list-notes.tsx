import { Note } from '@parlour/interface';
import type { MissingStrategy } from '@parlour/worker/brain-api';
import type { KeptHome } from '../../session/session.ts';

const NAMES: Readonly<Record<MissingStrategy['strategy'], string>> = {
  collaborative: 'what others watched beside your titles',
  content: 'what titles are about',
  graph: 'how titles and people are connected',
  context: 'what fits this moment',
};

/** What is to be said of a list: what could not take part in it, and how far its entries can be relied on. */
export function ListNotes({ list: { notice, warning, missing } }: { list: KeptHome }) {
  return (
    <>
      {notice === undefined ? null : (
        <Note {...(warning === undefined ? {} : { tone: 'warn', icon: 'warning' })}>
          <p>{notice}.</p>
        </Note>
      )}
      {missing.length === 0 ? null : (
        <Note>
          <p>
            This list was chosen without{' '}
            {missing.map(({ strategy }) => NAMES[strategy]).join(', and without ')}. Models that could not be
            had are tried again in a few minutes. ({missing.map(({ why }) => why).join(', ')})
          </p>
        </Note>
      )}
    </>
  );
}
