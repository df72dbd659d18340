/** Which of the changes made here a relay has: by what was sent when, and how much of it was kept. */
export class KeptChanges {
  #made = 0;
  #kept = 0;
  /** Messages sent on the socket so far, and the changes that were in them. */
  #sent: { readonly messages: number; readonly changes: number }[] = [];

  /** Changes that the relay is not known to have. */
  get waiting(): number {
    return this.#made - this.#kept;
  }

  made(): void {
    this.#made += 1;
  }

  /** A socket begins: what was under way on the one before may be lost. */
  begin(): void {
    this.#sent = [];
  }

  /** All changes made so far were sent, the last of them in this message of the socket; or none had to be sent. */
  sentAll(messages: number, kept: number): void {
    this.#sent.push({ messages, changes: this.#made });
    this.kept(kept);
  }

  /** The relay has the first so many messages of the socket. */
  kept(messages: number): void {
    while (this.#sent[0] !== undefined && this.#sent[0].messages <= messages) {
      this.#kept = this.#sent[0].changes;
      this.#sent.shift();
    }
  }
}
