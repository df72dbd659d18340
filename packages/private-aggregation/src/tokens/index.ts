export { askingMoment } from './asking-moment.ts';
export { beginToken } from './begin-token.ts';
export { type EpochKeys, epochKeys } from './epoch-keys.ts';
export { finishToken } from './finish-token.ts';
export { type DirectoryExpectations, openTokenDirectory } from './open-directory.ts';
export {
  type HeldToken,
  type PendingToken,
  tokenStateFromBytes,
  tokenStateToBytes,
} from './pending-token.ts';
export { publishTokenDirectory } from './publish-directory.ts';
export { type BlindRsa, type BlindRsaKey, type Blinded, MODULUS_BYTES } from './suite/blind-rsa.ts';
export { isFitPublicKey } from './suite/public-key-form.ts';
export { webBlindRsa } from './suite/web-blind-rsa.ts';
export { tokenChecker } from './token-checker.ts';
export { isTokenProblem, tokenError, type TokenProblem } from './token-error.ts';
export { TOKEN_BYTES, tokenMessage } from './token-message.ts';
export type { TokenTools } from './token-tools.ts';
