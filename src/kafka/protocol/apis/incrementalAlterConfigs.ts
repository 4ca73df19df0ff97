import { api, array, bool, int16, int32, int8, nullableString, string } from '../schema.ts';

/** What is done to a configuration key. The other two, APPEND (2) and SUBTRACT (3), edit lists. */
export const setConfig = 0;
export const deleteConfig = 1;

/** IncrementalAlterConfigs (key 44, KIP-339): changes single keys and leaves the others as they are. */
export const incrementalAlterConfigs = api({
  key: 44,
  name: 'IncrementalAlterConfigs',
  versions: [0, 1],
  flexibleFrom: 1,
  request: {
    resources: array({
      resourceType: int8,
      resourceName: string,
      configs: array({ name: string, configOperation: int8, value: nullableString }),
    }),
    validateOnly: bool,
  },
  response: {
    throttleTimeMs: int32,
    responses: array({ errorCode: int16, errorMessage: nullableString, resourceType: int8, resourceName: string }),
  },
});
