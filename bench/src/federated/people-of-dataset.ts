import { interactionsOf } from '@parlour/model/collaborative';
import { type DatasetOptions, openDataset } from '../quality/data/open-dataset.ts';
import { fitted } from '../quality/fitted.ts';
import { content } from '../quality/recommenders/content.ts';
import { taskOf } from '../quality/task.ts';
import type { FederatedPeople } from './federated-people.ts';

/** The people of public ratings. In a `strong` split the tested ones are in no train part. */
export async function peopleOfDataset(
  options: DatasetOptions,
  say: (line: string) => void,
): Promise<FederatedPeople> {
  const dataset = await openDataset(options);
  for (const note of dataset.notes) say(note);
  if (dataset.rows.every(({ part }) => part !== 'test_target'))
    say(
      'The split has no people of its own to test on: those who are tested are learned from, all but their last watches.',
    );
  const { task, test } = taskOf(dataset);
  const items = task.catalogue.size;
  return {
    catalogue: task.catalogue,
    features: task.features(),
    ids: Array.from({ length: items }, (_, row) => task.catalogue.id(row)),
    train: interactionsOf(items, task.train),
    tuning: { train: interactionsOf(items, task.tuning.train), cases: task.tuning.cases },
    test,
    content: await fitted(content, task),
  };
}
