import type { ProfileId } from '@parlour/wire';

export interface ProfilesView {
  /** Whose lists are made: what pages ask for and add is this one's. */
  readonly active: ProfileId;
  /** The one of whoever made the vault first, the others as they were made. */
  readonly all: readonly ProfileView[];
}

export interface ProfileView {
  readonly id: ProfileId;
  /** Undefined where nobody has given one. */
  readonly name: string | undefined;
  /** Names of what the page draws, as far as they were chosen. */
  readonly colour: string | undefined;
  readonly picture: string | undefined;
  /** The one of whoever made the vault, which cannot be deleted, and which alone takes part in rounds. */
  readonly isFirst: boolean;
}

/** What is chosen of a profile; what is left out stays as it is. */
export interface ProfileChoice {
  readonly name?: string | undefined;
  readonly colour?: string | undefined;
  readonly picture?: string | undefined;
}

/** What came back from an export: numbers of events and profiles. */
export interface RestoredExport {
  readonly added: number;
  /** Those that were here already. */
  readonly known: number;
  readonly profiles: number;
}

/** What there is of a profile, all of which goes when it is deleted. */
export interface ProfileContents {
  /** Entries of the history, whatever they say. */
  readonly entries: number;
}
