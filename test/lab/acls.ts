// Access rules for brokers that authorize.
import kafkajs from 'kafkajs';
import { labUser } from './serverProperties.ts';

/** One rule that allows: `{ who: 'alice', may: ['READ'], on: 'TOPIC', named: 'orders' }`. */
export interface Acl {
  /** A user's name; `ANONYMOUS` for clients of listeners without login. */
  readonly who: string;
  readonly may: readonly (keyof typeof kafkajs.AclOperationTypes)[];
  readonly on: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID';
  /** The resource's name, `*` for all. A cluster is always called kafka-cluster. */
  readonly named: string;
}

/** Adds the rules through the lab's own listener, as its super user. */
export async function createAcls(internalAddress: string, acls: readonly Acl[]): Promise<void> {
  if (acls.length === 0) return;
  const sasl = { mechanism: 'plain' as const, username: labUser.name, password: labUser.password };
  const admin = new kafkajs.Kafka({ brokers: [internalAddress], sasl, ssl: false, logLevel: kafkajs.logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createAcls({
      acl: acls.flatMap(({ who, may, on, named }) =>
        may.map(operation => ({
          principal: `User:${who}`,
          host: '*',
          operation: kafkajs.AclOperationTypes[operation],
          permissionType: kafkajs.AclPermissionTypes.ALLOW,
          resourceType: kafkajs.AclResourceTypes[on],
          resourceName: named,
          resourcePatternType: kafkajs.ResourcePatternTypes.LITERAL,
        })),
      ),
    });
  } finally {
    await admin.disconnect();
  }
}
