/** What the page itself keeps: its service worker, which would fill the caches again, and the chosen theme. */
export async function removePageTraces(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  const registrations = await navigator.serviceWorker?.getRegistrations();
  await Promise.all((registrations ?? []).map((registration) => registration.unregister()));
}
