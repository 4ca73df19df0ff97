import { api, array, int16, int32, int8, nullableString, string } from '../schema.ts';

/**
 * DescribeAcls (key 29): who may do what. Any broker knows; it takes DESCRIBE on the cluster. 1 means "any" in each filter of a
 * number, null in each of a text. Version 1 adds patterns (KIP-290), 3 users as resources.
 */
export const describeAcls = api({
  key: 29,
  name: 'DescribeAcls',
  versions: [1, 3],
  flexibleFrom: 2,
  request: {
    resourceTypeFilter: int8,
    resourceNameFilter: nullableString,
    /** 3: a literal name. 1: rules of any pattern. 2: those that match the name, whatever their pattern. */
    patternTypeFilter: int8.otherwise(3),
    principalFilter: nullableString,
    hostFilter: nullableString,
    operation: int8,
    permissionType: int8,
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    errorMessage: nullableString,
    resources: array({
      resourceType: int8,
      resourceName: string,
      patternType: int8,
      acls: array({ principal: string, host: string, operation: int8, permissionType: int8 }),
    }),
  },
});
