import { Empty } from '@parlour/interface';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { NewSource } from './new-source.tsx';
import { SourceTable } from './source-table.tsx';

/** Where the server itself fetches files. */
export function Sources() {
  const query = useQuery(asked('GET /api/operator/sources', {}));
  return (
    <Panel
      title="Sources"
      lead="Addresses that the server itself fetches and imports, when asked to or by a schedule (under Rounds)."
    >
      <Loaded query={query} what="the sources">
        {(sources) =>
          sources.length === 0 ? (
            <Empty title="No source">
              <p>A feed at a public address can be imported again and again, without a file in between.</p>
            </Empty>
          ) : (
            <SourceTable sources={sources} />
          )
        }
      </Loaded>
      <OperatorsOnly>
        <NewSource />
      </OperatorsOnly>
    </Panel>
  );
}
