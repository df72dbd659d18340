import { momentName } from '@parlour/interface';
import page from '@parlour/interface/page.module.css';
import type { ConsoleAccount } from '@parlour/wire';
import { Badge } from '../../components/badge.tsx';
import { Facts } from '../../components/facts.tsx';
import { Moment } from '../../components/moment.tsx';
import { Panel } from '../../components/panel.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { useSession } from '../../session/session-context.ts';
import { AccountActions } from './account-actions.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { PasskeyTable } from './passkey-table.tsx';

export function AccountPanel({ account }: { account: ConsoleAccount }) {
  const isOwn = useSession().account.id === account.id;
  return (
    <Panel
      title={account.name}
      actions={
        <div className={page.row}>
          {isOwn ? <Badge>You</Badge> : null}
          <Badge tone={account.role === 'operator' ? 'live' : 'plain'}>
            {account.role === 'operator' ? 'Operator' : 'Viewer'}
          </Badge>
        </div>
      }
    >
      <Facts
        facts={[
          ['Since', momentName(account.createdAt)],
          ['Last sign-in', account.seenAt === null ? 'Never' : <Moment key="seen" at={account.seenAt} />],
          ['Signs in by', account.isOfProvider ? 'The log-in provider, which says the role' : 'Passkey'],
        ]}
      />
      {account.isOfProvider ? null : <PasskeyTable account={account} />}
      <div className={page.row}>
        {isOwn && !account.isOfProvider ? <AddPasskey /> : null}
        <OperatorsOnly>
          <AccountActions account={account} />
        </OperatorsOnly>
      </div>
    </Panel>
  );
}
