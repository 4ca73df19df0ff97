import { api, array, bool, float64, int16, int32, int8, nullable, nullableString, string } from '../schema.ts';

/** DescribeClientQuotas (key 48, KIP-546): whom the brokers slow down, and from what rate on. Any broker knows. */
export const describeClientQuotas = api({
  key: 48,
  name: 'DescribeClientQuotas',
  versions: [0, 1],
  flexibleFrom: 1,
  request: {
    /** Empty: all quotas. `matchType` 0: of this name; 1: the default of the type; 2: any name. */
    components: array({ entityType: string, matchType: int8, match: nullableString }),
    /** True: entities with further components do not match. */
    strict: bool,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    entries: nullable(
      array({
        /** A null name means the default of that type. */
        entity: array({ entityType: string, entityName: nullableString }),
        values: array({ key: string, value: float64 }),
      }),
    ),
  },
});
