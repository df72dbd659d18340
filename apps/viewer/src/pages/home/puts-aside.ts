import type { SwitchKind } from '../../components/card/title-actions.tsx';

/** What is not for the person, or known to them, leaves the list. */
export const putsAside = (kind: SwitchKind, isSelected: boolean): boolean =>
  isSelected && (kind === 'not-for-me' || kind === 'seen');
