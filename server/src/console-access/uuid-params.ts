const uuid = { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' };

/** For routes with such parameters: anything that is no uuid is malformed. */
export const byUuid = (...names: readonly string[]) => ({
  schema: {
    params: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, uuid])) },
  },
});
