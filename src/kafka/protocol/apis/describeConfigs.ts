import { api, array, bool, int16, int32, int8, nullable, nullableString, string } from '../schema.ts';

/** Kafka's ConfigResource types, of which we ask for these. */
export const topicResource = 2;
export const brokerResource = 4;
export const groupResource = 32;

/**
 * DescribeConfigs (key 32): what topics and brokers are configured with. A topic can be asked of any broker, a broker's own
 * configuration only of itself. Version 1 tells where a value comes from (KIP-226), 3 its type and documentation (KIP-569).
 */
export const describeConfigs = api({
  key: 32,
  name: 'DescribeConfigs',
  versions: [1, 4],
  flexibleFrom: 4,
  request: {
    resources: array({
      resourceType: int8,
      resourceName: string,
      /** Null: all. */
      configurationKeys: nullable(array(string)),
    }),
    includeSynonyms: bool.otherwise(false),
    includeDocumentation: bool.since(3).otherwise(false),
  },
  response: {
    throttleTimeMs: int32,
    results: array({
      errorCode: int16,
      errorMessage: nullableString,
      resourceType: int8,
      resourceName: string,
      configs: array({
        name: string,
        /** Null for sensitive values. */
        value: nullableString,
        readOnly: bool,
        configSource: int8,
        isSensitive: bool,
        synonyms: array({ name: string, value: nullableString, source: int8 }),
        configType: int8.since(3),
        documentation: nullableString.since(3),
      }),
    }),
  },
});
