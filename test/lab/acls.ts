// Access rules for brokers that authorize.
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { errorName } from '../../src/kafka/protocol/errorCodes.ts';
import { api, array, int16, int32, int8, nullableString, string } from '../../src/kafka/protocol/schema.ts';
import type { AclOperation } from '../../src/model/acl.ts';
import { eventually } from '../support/eventually.ts';
import { labUser } from './serverProperties.ts';

/** One rule that allows: `{ who: 'alice', may: ['READ'], on: 'TOPIC', named: 'orders' }`. */
export interface Acl {
  /** A user's name; `ANONYMOUS` for clients of listeners without login. */
  readonly who: string;
  readonly may: readonly (keyof typeof operations)[];
  readonly on: keyof typeof resourceTypes;
  /** The resource's name, `*` for all. A cluster is always called kafka-cluster. */
  readonly named: string;
}

/** Adds the rules through the lab's own listener, as its super user. */
export async function createAcls(internalAddress: string, acls: readonly Acl[]): Promise<void> {
  if (acls.length === 0) return;
  const sasl = { mechanism: 'PLAIN' as const, username: labUser.name, password: labUser.password };
  const cluster = new Cluster({ bootstrapServers: [internalAddress], sasl });
  const creations = acls.flatMap(({ who, may, on, named }) =>
    may.map(operation => ({
      ...{ resourceType: resourceTypes[on], resourceName: named, resourcePatternType: literal },
      ...{ principal: `User:${who}`, host: '*', operation: operations[operation], permissionType: allow },
    })),
  );
  try {
    // A broker that has just started may not have found its controller yet.
    await eventually(async () => {
      const { results } = await cluster.ask(createAclsApi, { creations });
      for (const { errorCode, errorMessage } of results)
        if (errorCode !== 0) throw new Error(`No access rule: ${errorName(errorCode)} ${errorMessage ?? ''}`);
    });
  } finally {
    cluster.disconnect();
  }
}

/** Key 30. Nothing of the product makes access rules, so it is declared here. */
const createAclsApi = api({
  ...{ key: 30, name: 'CreateAcls', versions: [1, 3], flexibleFrom: 2 },
  request: {
    creations: array({
      ...{ resourceType: int8, resourceName: string, resourcePatternType: int8 },
      ...{ principal: string, host: string, operation: int8, permissionType: int8 },
    }),
  },
  response: { throttleTimeMs: int32, results: array({ errorCode: int16, errorMessage: nullableString }) },
});

// Kafka's numbers.
const resourceTypes = { TOPIC: 2, GROUP: 3, CLUSTER: 4, TRANSACTIONAL_ID: 5 } as const;
const operations = {
  ...{ ALL: 2, READ: 3, WRITE: 4, CREATE: 5, DELETE: 6, ALTER: 7, DESCRIBE: 8, CLUSTER_ACTION: 9 },
  ...{ DESCRIBE_CONFIGS: 10, ALTER_CONFIGS: 11, IDEMPOTENT_WRITE: 12 },
} as const satisfies Partial<Record<AclOperation, number>>;
const literal = 3;
const allow = 3;
