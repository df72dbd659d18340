import { LinkButton } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/asked.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Panel } from '../../components/panel.tsx';
import { RoundTable } from '../rounds/round-table.tsx';

/** Rounds that are not over. */
export function OpenRounds() {
  const query = useQuery({
    ...asked('GET /api/operator/rounds', { query: { open: true } }),
    refetchInterval: 2_000,
  });
  return (
    <Panel title="Rounds under way" actions={<LinkButton to="/rounds">All rounds</LinkButton>}>
      <Loaded query={query} what="the open rounds">
        {({ rounds }) =>
          rounds.length === 0 ? (
            <p className={page.quiet}>
              None. Devices wait until there is one, by demand, by schedule or by hand.
            </p>
          ) : (
            <RoundTable rounds={rounds} />
          )
        }
      </Loaded>
    </Panel>
  );
}
