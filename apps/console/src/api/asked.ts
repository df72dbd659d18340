import { queryOptions } from '@tanstack/react-query';
import type { OperatorRoute } from '@parlour/wire/api';
import { type Given, operate } from './operate.ts';

/** What is shown of a route, known to the cache by its name and what was asked. */
export const asked = <Name extends OperatorRoute>(name: Name, given: Given<Name>) =>
  queryOptions({
    queryKey: [name, given],
    queryFn: ({ signal }) => operate(name, given, signal),
  });
