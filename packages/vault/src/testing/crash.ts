/** How the tab dies at a transaction: without having begun it, or once it is on its way to the disk. */
export type Death = 'before' | 'after';

/**
 * Kills the "tab" at its k-th transaction (from 1): from then on every connection it had refuses to begin another, as
 * if no line of code ran any more. Connections opened after `revive` belong to a new tab.
 */
export class Crasher {
  #left = Infinity;
  #death: Death = 'before';
  #isDead = false;
  readonly #dead = new WeakSet<IDBDatabase>();
  readonly #restore: () => void;
  #deaths = 0;

  constructor() {
    const begin = (database: IDBDatabase): void => {
      this.#begin(database);
    };
    // oxlint-disable-next-line typescript/unbound-method -- it is applied to the connection it is called on
    const { transaction: original } = IDBDatabase.prototype;
    this.#restore = () => {
      IDBDatabase.prototype.transaction = original;
    };
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...parameters) {
      // The fake opens one for an upgrade by this method; browsers do not.
      if (String(parameters[1]) !== 'versionchange') {
        begin(this);
      }
      return original.apply(this, parameters);
    };
  }

  get deaths(): number {
    return this.#deaths;
  }
  get isDead(): boolean {
    return this.#isDead;
  }
  dieAt(transaction: number, death: Death): void {
    this.#left = transaction;
    this.#death = death;
  }
  revive(): void {
    this.#left = Infinity;
    this.#isDead = false;
  }
  restore(): void {
    this.#restore();
  }

  #begin(database: IDBDatabase): void {
    if (this.#isDead || this.#dead.has(database)) {
      this.#dead.add(database);
      throw new Error('The tab is dead');
    }
    this.#left -= 1;
    if (this.#left === 0) {
      this.#isDead = true;
      this.#deaths += 1;
      this.#dead.add(database);
      if (this.#death === 'before') {
        throw new Error('The tab dies');
      }
    }
  }
}
