import * as v from 'valibot';

/**
 * `GET /api/taking-part`: how a device takes part here, the same for everybody.
 *
 * Where `oidc` is admitted, a page goes to `GET /api/admission/oidc/start`; the provider's log-in ends at
 * `/#admission=<code>` (32 hex digits: the code of a `TokenAdmission` of kind `oidc`, valid for ten minutes) or at
 * `/#problem=<code of a problem>`.
 */
export const TakingPart = v.strictObject({
  /** Ways to a token, by the operator's choice. */
  admissions: v.array(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('invite') }),
      v.strictObject({ kind: v.literal('oidc'), label: v.pipe(v.string(), v.maxLength(80)) }),
    ]),
  ),
  /**
   * Base of the API through a relay that hides addresses, ending in a slash; none: devices ask this server itself.
   * What devices ask and say in rounds goes through it (`bundles/{hash}/announcement`, `rounds/...`), and nothing else: who
   * asks for a token is known by the invite or the log-in, which a relay should not see.
   */
  relay: v.nullable(v.pipe(v.string(), v.url(), v.endsWith('/'))),
});
export type TakingPart = v.InferOutput<typeof TakingPart>;
