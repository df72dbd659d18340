import { plainError, useToast } from '@parlour/interface';
import type { PlainError } from '@parlour/wire';
import type { OperatorRoute } from '@parlour/wire/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, type Given, operate } from '../api/operate.ts';

/** What is shown, by the first part of its key in the cache. */
export type Shown = OperatorRoute | 'session' | 'accounts' | 'enrolments' | 'audit';

export interface Change<Given, Answer> {
  readonly busy: boolean;
  readonly error: PlainError | undefined;
  /** Asks for the change; resolves to what the server answered, undefined where it refused. */
  readonly run: (given: Given) => Promise<Answer | undefined>;
  readonly clear: () => void;
}

/**
 * Something that a person changes by `work`: being under way, failing (shown where it was asked for), and, once done, said
 * in a notice; what the changed thing is shown by is asked anew.
 */
export function useWork<Given, Answer>(
  work: (given: Given) => Promise<Answer>,
  { done, touches }: { readonly done?: string; readonly touches: readonly Shown[] },
): Change<Given, Answer> {
  const client = useQueryClient();
  const toast = useToast();
  const { isPending, error, mutateAsync, reset } = useMutation({
    mutationFn: work,
    onSuccess: async () => {
      if (done !== undefined) toast({ message: done });
      await Promise.all(touches.map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
  return {
    busy: isPending,
    error: error === null ? undefined : plainError(error),
    run: (given) => mutateAsync(given).catch(() => undefined),
    clear: reset,
  };
}

/** As `useWork`, of one route of the operators' API. */
export const useChange = <Name extends OperatorRoute>(
  name: Name,
  options: { readonly done?: string; readonly touches: readonly Shown[] },
): Change<Given<Name>, Answer<Name>> => useWork((given: Given<Name>) => operate(name, given), options);
