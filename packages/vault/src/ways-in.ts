import { type Bytes, equalBytes, fromBase64, randomBytes } from './bytes.ts';
import type { Header } from './header.ts';
import { JobQueue } from './job-queue.ts';
import type { Argon2id } from './platform.ts';
import { wordsOf } from './recovery-words.ts';
import type { PasskeySecret, VaultKey } from './vault-key.ts';
import type { VaultSession } from './vault-session.ts';
import {
  checkNewPassphrase,
  findWayIn,
  isReducedMemory,
  withRawKey,
  wrapByNewPassphrase,
  wrapByPasskey,
  wrapByRecovery,
} from './wraps.ts';

/** Changes the ways into an open vault, one change after another. */
export class WaysIn {
  readonly #argon2id: Argon2id;
  readonly #header: () => Header;
  readonly #run: (job: (session: VaultSession) => Promise<void>) => Promise<void>;
  readonly #changes = new JobQueue();

  /** `header` gives the present one, `run` makes a job of writing; both refuse once the vault is locked. */
  constructor(
    argon2id: Argon2id,
    header: () => Header,
    run: (job: (session: VaultSession) => Promise<void>) => Promise<void>,
  ) {
    this.#argon2id = argon2id;
    this.#header = header;
    this.#run = run;
  }

  async changePassphrase(current: VaultKey, passphrase: string): Promise<void> {
    checkNewPassphrase(passphrase);
    await this.#rewrap(current, async (raw, header) => ({
      passphrase: await wrapByNewPassphrase(header, raw, passphrase, this.#argon2id, {
        mayReduce: isReducedMemory(header),
      }),
    }));
  }
  addPasskey(current: VaultKey, passkey: PasskeySecret): Promise<void> {
    return this.#rewrap(current, async (raw, header) => ({
      passkeys: await wrapByPasskey(header, raw, passkey),
    }));
  }
  /** Without an argument, all of them. */
  removePasskey(credentialId?: Uint8Array): Promise<void> {
    return this.#changes.run(async () => {
      const passkeys = this.#header().passkeys.filter(
        (one) => credentialId && !equalBytes(fromBase64(one.credentialId), credentialId),
      );
      await this.#run((session) => session.writeHeader({ passkeys }));
    });
  }
  async renewRecoveryWords(current: VaultKey): Promise<readonly string[]> {
    const entropy = randomBytes(16);
    const words = wordsOf(entropy);
    await this.#rewrap(current, async (raw, header) => ({
      recovery: await wrapByRecovery(header, raw, entropy),
    }));
    return words;
  }

  /** The bytes of the vault's key are found again by `current`, and are there only while `change` wraps them. */
  #rewrap(
    current: VaultKey,
    change: (raw: Bytes, header: Header) => Promise<Partial<Header>>,
  ): Promise<void> {
    return this.#changes.run(async () => {
      const header = this.#header();
      // Outside of `run`: writing events must not wait for a key derivation.
      const way = await findWayIn(header, current, this.#argon2id);
      const changed = await withRawKey(way, (raw) => change(raw, header));
      await this.#run((session) => session.writeHeader(changed));
    });
  }
}
