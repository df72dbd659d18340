import type { BrainApi } from '../brain-api/index.ts';
import type { Home } from './home.ts';

type SyncMethods = Pick<
  BrainApi,
  | 'sync'
  | 'newSyncWords'
  | 'replaceSyncWords'
  | 'beginSync'
  | 'showPairingCode'
  | 'readPairingCode'
  | 'confirmPairing'
  | 'stopPairing'
  | 'openByWords'
  | 'confirmDevices'
  | 'removeDevice'
  | 'renameDevice'
  | 'changeRelay'
  | 'leaveSync'
  | 'eraseSyncRoom'
  | 'beginNewRoom'
  | 'wakeSync'
>;

/** What the page may ask of sharing between a person's own devices. @param atHome throws `vault/locked`. */
export const syncMethods = (atHome: () => Pick<Home, 'sync'>): SyncMethods => ({
  sync: async () => (await atHome().sync()).view(),
  newSyncWords: async (passphrase) => (await atHome().sync()).newWords(passphrase),
  replaceSyncWords: async () => (await atHome().sync()).replaceWords(),
  beginSync: async (beginning) => (await atHome().sync()).begin(beginning),
  showPairingCode: async (beginning) => (await atHome().sync()).showCode(beginning),
  readPairingCode: async (text) => (await atHome().sync()).readCode(text),
  confirmPairing: async () => (await atHome().sync()).confirmNumbers(),
  stopPairing: async () => (await atHome().sync()).stopPairing(),
  openByWords: async (words, beginning) => (await atHome().sync()).openByWords(words, beginning),
  confirmDevices: async () => (await atHome().sync()).confirmDevices(),
  removeDevice: async (id) => (await atHome().sync()).removeDevice(id),
  renameDevice: async (name) => (await atHome().sync()).rename(name),
  changeRelay: async (address) => (await atHome().sync()).changeRelay(address),
  leaveSync: async (isQuiet) => (await atHome().sync()).leave(isQuiet),
  eraseSyncRoom: async () => (await atHome().sync()).eraseRoom(),
  beginNewRoom: async () => (await atHome().sync()).newRoom(),
  async wakeSync() {
    (await atHome().sync()).wake();
  },
});
