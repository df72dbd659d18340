import {
  AuditPage,
  ConsoleAccount,
  type ConsoleRole,
  Enrolment,
  type EnrolmentOrder,
  MadeEnrolment,
} from '@parlour/wire';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { ask, askBytes } from './ask.ts';

const Accounts = v.array(ConsoleAccount);
const Enrolments = v.array(Enrolment);
const post = (body?: unknown) => ({ method: 'POST', body });

/** Whoever may sign in. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => ask(Accounts, 'operator/accounts', { signal }),
});

/** Codes that wait to be used. */
export const enrolmentsQuery = queryOptions({
  queryKey: ['enrolments'],
  queryFn: ({ signal }) => ask(Enrolments, 'operator/enrolments', { signal }),
  refetchInterval: 15_000,
});

/** The audit log, the newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam, signal }) =>
    ask(AuditPage, `operator/audit?limit=50${pageParam === null ? '' : `&before=${pageParam}`}`, { signal }),
  initialPageParam: null as number | null,
  getNextPageParam: ({ before }) => before,
});

/** All of the audit log as a JSON file. */
export const exportAudit = (): Promise<Blob> => askBytes('operator/audit/export');

export const changeRole = ({ id, role }: { id: string; role: ConsoleRole }): Promise<ConsoleAccount> =>
  ask(ConsoleAccount, `operator/accounts/${id}/role`, post({ role }));

export const removeAccount = (id: string): Promise<ConsoleAccount[]> =>
  ask(Accounts, `operator/accounts/${id}/remove`, post());

export const removePasskey = ({ id, passkey }: { id: string; passkey: string }): Promise<ConsoleAccount> =>
  ask(ConsoleAccount, `operator/accounts/${id}/passkeys/${passkey}/remove`, post());

export const makeEnrolment = (order: EnrolmentOrder): Promise<MadeEnrolment> =>
  ask(MadeEnrolment, 'operator/enrolments', post(order));

export const withdrawEnrolment = (id: string): Promise<Enrolment[]> =>
  ask(Enrolments, `operator/enrolments/${id}/withdraw`, post());
