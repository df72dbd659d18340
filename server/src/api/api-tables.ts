import {
  accountApi,
  type ApiRoute,
  auditApi,
  feedApi,
  operatorApi,
  publicApi,
  relayApi,
  sessionApi,
} from '@parlour/wire/api';

/** Every route under `/api` and `/v1`, by `METHOD path`; one that is not in here fails a test. */
export const apiTables: Readonly<Record<string, ApiRoute>> = {
  ...publicApi,
  ...relayApi,
  ...operatorApi,
  ...sessionApi,
  ...accountApi,
  ...auditApi,
  ...feedApi,
};
