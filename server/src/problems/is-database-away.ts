/**
 * Of the network, of Node, and of PostgreSQL (appendix A: class 08, the exhausted resources of class 53, such as a full disk,
 * the shutdowns of class 57, and errors of its files).
 */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|53\w{3}|57P0[123]|58030)$/;
/** What the driver says without a code. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

/** Whether an error, or what caused it, says that the database does not answer now: worth another try. */
export function isDatabaseAway(error: unknown): boolean {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 5; depth += 1) {
    const isQuery = 'query' in at || 'severity' in at || 'syscall' in at;
    if ('code' in at && typeof at.code === 'string' && AWAY.test(at.code) && (isQuery || depth > 0))
      return true;
    if (WORDS.test(at.message)) return true;
    at = at.cause;
  }
  return false;
}
