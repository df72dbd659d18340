import type { HistoryEvent, Item } from '@parlour/wire';

/** What a card shows; everything else is in `ItemDetail`. */
export interface ItemCard {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly year: number | undefined;
  readonly genres: string[];
  readonly runtime: number | undefined;
  readonly seasons: number | undefined;
  readonly platforms: string[];
  readonly countries: string[];
}

export interface ItemDetail {
  readonly card: ItemCard;
  readonly item: Item;
  readonly mine: MyView;
  readonly similar: ItemCard[];
}

export interface MyView {
  readonly liked: boolean;
  readonly notForMe: boolean;
  readonly seen: boolean;
  readonly onWatchlist: boolean;
  readonly stars: number | undefined;
  /** What the person has reported of the title's entry. */
  readonly reported: readonly ReportKind[];
}

export type ReportKind = 'report-broken' | 'report-wrong' | 'report-elsewhere';

export interface CatalogueFacets {
  readonly platforms: Facet[];
  readonly types: Facet[];
  readonly genres: Facet[];
  readonly decades: Facet[];
}

export interface Facet {
  readonly value: string;
  readonly count: number;
}

export interface TasteGroup {
  readonly id: string;
  /** "Slow-burning crime from the North" */
  readonly name: string;
  readonly cards: ItemCard[];
}

export interface HistoryPage {
  readonly total: number;
  readonly entries: { readonly event: HistoryEvent; readonly card: ItemCard | undefined }[];
}
