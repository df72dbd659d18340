/**
 * The one error type that people and operators ever see.
 *
 * `code` is stable and machine-readable (`area/what`, e.g. `vault/wrong-passphrase`); `message` says what happened,
 * `meaning` what that means for the person, `mend` what they can do about it. All three are plain sentences.
 */
export class ParlourError extends Error {
  override readonly name = 'ParlourError';
  readonly code: string;
  readonly meaning: string;
  readonly mend: string;

  constructor(code: string, text: ParlourErrorText, options?: ErrorOptions) {
    super(text.message, options);
    this.code = code;
    this.meaning = text.meaning;
    this.mend = text.mend;
  }

  /** A structured-clonable form, to carry an error across a worker boundary or into a log. */
  toPlain(): PlainError {
    return { code: this.code, message: this.message, meaning: this.meaning, mend: this.mend };
  }

  static fromPlain(plain: PlainError): ParlourError {
    return new ParlourError(plain.code, plain);
  }
}

export interface ParlourErrorText {
  readonly message: string;
  readonly meaning: string;
  readonly mend: string;
}

export interface PlainError extends ParlourErrorText {
  readonly code: string;
}
