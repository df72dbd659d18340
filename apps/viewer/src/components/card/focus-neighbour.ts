/** Moves the focus out of a card that is about to go: to the next one's link, else to the one before. */
export function focusNeighbour(article: HTMLElement | null): void {
  if (article === null || !article.contains(document.activeElement)) return;
  const item = article.closest('li') ?? article;
  const neighbour = item.nextElementSibling ?? item.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('h3 a, h2 a')?.focus({ preventScroll: true });
}
