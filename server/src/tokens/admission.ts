import type { Bytes } from '@parlour/private-aggregation';
import type { TokenAdmission } from '@parlour/wire';
import type { Queries } from '../database/connect.ts';

/**
 * One way of saying who may have a token; an operator chooses one or several. A log-in (OIDC) ends in a code that is
 * valid for minutes and stands for the same person every time, so that it differs from an invite in how the code comes
 * about and in nothing here.
 */
export interface Admission {
  readonly kind: TokenAdmission['kind'];
  /**
   * The person whom a code vouches for: a random id, with nothing else known of them. Part of the transaction that issues.
   * @throws ParlourError `tokens/unknown-invite`, `-expired-invite`.
   */
  personOf(transaction: Queries, code: Bytes): Promise<string>;
}
