import { ParlourError } from '@parlour/wire';

export const tensorsDamaged = (cause: unknown): ParlourError =>
  new ParlourError(
    'model/tensors-damaged',
    {
      message:
        'A downloaded file of what was learned from everybody is damaged, or not what it claims to be.',
      meaning: 'It is not used: your list is made as before, and nothing is answered over it.',
      mend: 'Reload the page to download it again; if it stays like this, tell whoever runs this server.',
    },
    { cause },
  );
