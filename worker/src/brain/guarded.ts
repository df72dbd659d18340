import { asParlourError } from './unexpected.ts';

type Methods<T> = { [K in keyof T]: (...values: never[]) => Promise<unknown> };

/** The same methods, with every error a `ParlourError`; `before` is called at each call, with the method's name. */
export function guarded<T extends Methods<T>>(methods: T, before: (name: keyof T) => void): T {
  const guards = Object.entries<(...values: never[]) => Promise<unknown>>(methods).map(([name, method]) => [
    name,
    async (...values: never[]): Promise<unknown> => {
      try {
        before(name as keyof T);
        return await method(...values);
      } catch (error) {
        throw asParlourError(error);
      }
    },
  ]);
  return Object.fromEntries(guards) as T;
}
