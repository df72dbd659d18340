import type { NamedTitle, ProfileId } from '@parlour/wire';
import type { Act } from './import-format.ts';
import type { ImportFormatId, ImportQuestion } from './import-model.ts';
import type { TitleMatch } from './match-title.ts';
import type { TitleIndex } from './title-index.ts';

/** Everything between preview and import. Lives in memory only; its makers and users are in this folder. */
export interface ImportDraft {
  readonly formatId: ImportFormatId;
  readonly format: string;
  /** Whose history it is for. */
  readonly profile: ProfileId;
  readonly question?: ImportQuestion | undefined;
  readonly index: TitleIndex;
  /** Rows that the vault has already. */
  readonly known: number;
  /** Of rows that the vault does not have. */
  readonly groups: readonly DraftGroup[];
}

/** Rows for which the person answers in one go. */
export interface DraftGroup {
  readonly key: string;
  readonly name: string;
  readonly match: TitleMatch;
  readonly rows: DraftRow[];
}

export interface DraftRow {
  readonly title: NamedTitle;
  readonly isEpisode: boolean;
  /** New ones only. */
  readonly acts: readonly { readonly id: string; readonly act: Act }[];
}
