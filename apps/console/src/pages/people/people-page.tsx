import page from '@parlour/interface/page.module.css';
import { useQuery } from '@tanstack/react-query';
import { accountsQuery } from '../../api/accounts.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { OperatorsOnly } from '../../session/operators-only.tsx';
import { AccountPanel } from './account-panel.tsx';
import { Enrolments } from './enrolments.tsx';
import { NewEnrolment } from './new-enrolment.tsx';

export function PeoplePage() {
  const query = useQuery(accountsQuery);
  return (
    <div className={page.page}>
      <PageHead
        title="People"
        lead="Who may sign in to this console. Viewers see everything; operators change things too. People who only use Parlour have no account anywhere."
      />
      <OperatorsOnly>
        <NewEnrolment />
      </OperatorsOnly>
      <Enrolments />
      <Loaded query={query} what="the accounts">
        {(accounts) => (
          <div className={page.stack}>
            {accounts.map((account) => (
              <AccountPanel key={account.id} account={account} />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  );
}
