import { Note } from '@parlour/interface';
import { calledName, useProfiles } from '../../profiles/use-profiles.ts';

/** In a household of several: whose history answers. */
export function WhoseHistory() {
  const { all, isAlone } = useProfiles();
  const [first] = all;
  if (first === undefined || isAlone) return null;
  const name = first.name === undefined ? 'the first profile' : calledName(first);
  return (
    <Note>
      <p>
        Only the history of {name} is ever in an answer, whoever is watching. Of other profiles nothing is
        asked and nothing is said: a household counts as one, with one budget.
      </p>
    </Note>
  );
}
