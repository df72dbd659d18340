/**
 * Asks the browser not to delete the vault when space is short. Called when there first is something to lose: some browsers ask
 * the person, who would not know why on a first visit; others decide by themselves. A no changes nothing.
 */
export async function keepStorage(): Promise<void> {
  try {
    const { storage } = navigator;
    if (!(await storage.persisted())) await storage.persist();
  } catch {
    // Not offered here.
  }
}
