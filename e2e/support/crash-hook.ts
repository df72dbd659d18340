/**
 * Where in a read-write transaction the tab dies: before it is opened, after its first write was asked for, or after it
 * completed but before anybody was told.
 */
export type CrashMoment = 'before' | 'during' | 'after';

/** The address that the doomed worker asks for; the test answers by crashing the tab, never with a response. */
export const crashAddress = '/crash-this-tab';

/**
 * Script that goes before the worker's own. It counts read-write transactions from the moment `armed` is set by a message
 * on the `crash-test` channel, and at the chosen one blocks for ever on a synchronous request, which the test answers by
 * crashing the renderer: nothing of the worker runs after that instant.
 */
export function crashHook(step: number, moment: CrashMoment): string {
  return `(${install.toString()})(${JSON.stringify({ step, moment, crashAddress })});\n`;
}

function install(plan: { step: number; moment: CrashMoment; crashAddress: string }): void {
  let armed = false;
  let opened = 0;
  let completed = 0;
  const channel = new BroadcastChannel('crash-test');
  channel.onmessage = (message) => {
    if (message.data === 'arm') armed = true;
    if (message.data === 'arm' || message.data === 'ask') channel.postMessage({ armed, opened, completed });
  };
  const die = () => {
    const request = new XMLHttpRequest();
    request.open('GET', `${plan.crashAddress}?completed=${completed}`, false);
    request.send();
  };
  const real = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
    ...args: unknown[]
  ) => IDBTransaction;
  const doomed = new WeakSet<IDBTransaction>();
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (!armed || mode !== 'readwrite') return real.call(this, stores, mode, options);
    opened += 1;
    const chosen = opened === plan.step;
    if (chosen && plan.moment === 'before') die();
    const transaction = real.call(this, stores, mode, options);
    if (chosen && plan.moment === 'during') doomed.add(transaction);
    transaction.addEventListener('complete', () => {
      completed += 1;
      if (chosen && plan.moment === 'after') die();
    });
    return transaction;
  };
  for (const method of ['put', 'add', 'delete', 'clear'] as const) {
    const write = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
    Object.assign(IDBObjectStore.prototype, {
      [method](this: IDBObjectStore, ...args: unknown[]) {
        const request = write.apply(this, args);
        if (doomed.has(this.transaction)) die();
        return request;
      },
    });
  }
}
