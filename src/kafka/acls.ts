import type { AclOperation, AclResourceType, AclRule } from '../model/acl.ts';
import { FailureError } from '../model/failure.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode } from './errors.ts';
import { describeAcls as describeAclsApi } from './protocol/apis/describeAcls.ts';
import type { Options } from './routing.ts';

export interface AclQuestion extends Options {
  /** Only rules about this kind of thing. */
  readonly resourceType?: Exclude<AclResourceType, 'OTHER'>;
  /** Only rules that decide about the thing of this name: by its name, by a prefix of it, or by `*`. */
  readonly resourceName?: string;
  /** Only rules of this principal: `User:alice`. */
  readonly principal?: string;
}

/**
 * The access rules of the cluster, as far as the question narrows them.
 * @throws FailureError of kind 'forbidden' without DESCRIBE on the cluster; with code SECURITY_DISABLED where the cluster has no
 *   authorizer, so that everybody may do everything.
 */
export async function describeAcls(
  cluster: Cluster,
  { resourceType, resourceName, principal, ...options }: AclQuestion = {},
): Promise<readonly AclRule[]> {
  const { errorCode, errorMessage, resources } = await cluster.ask(
    describeAclsApi,
    {
      resourceTypeFilter: resourceType === undefined ? any : resourceTypes.indexOf(resourceType),
      resourceNameFilter: resourceName ?? null,
      patternTypeFilter: resourceName === undefined ? any : matching,
      principalFilter: principal ?? null,
      hostFilter: null,
      operation: any,
      permissionType: any,
    },
    options,
  );
  const failure = failureFromCode(errorCode, { request: 'DescribeAcls', subject: 'the access rules', detail: errorMessage });
  if (failure) throw new FailureError(failure);
  return resources.flatMap(resource =>
    resource.acls.map(({ principal: who, host, operation, permissionType }) => ({
      ...{ principal: who, host, resourceName: resource.resourceName },
      operation: operations[operation] ?? 'OTHER',
      // What is neither is of a newer broker, and nothing that is known to allow anything.
      permission: permissionType === allow ? ('ALLOW' as const) : ('DENY' as const),
      resourceType: resourceTypes[resource.resourceType] ?? 'OTHER',
      pattern: resource.patternType === prefixed ? ('PREFIXED' as const) : ('LITERAL' as const),
    })),
  );
}

/** Of every filter. */
const any = 1;
/** PatternType: rules that match a name, whatever their own pattern. */
const matching = 2;
const prefixed = 4;
const allow = 3;

/** By Kafka's numbers, of which 0 is unknown and 1 any. */
const resourceTypes: readonly AclResourceType[] = [
  ...(['OTHER', 'OTHER', 'TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN', 'USER'] as const),
];
const operations: readonly AclOperation[] = [
  ...(['OTHER', 'OTHER', 'ALL', 'READ', 'WRITE', 'CREATE', 'DELETE', 'ALTER', 'DESCRIBE', 'CLUSTER_ACTION'] as const),
  ...(['DESCRIBE_CONFIGS', 'ALTER_CONFIGS', 'IDEMPOTENT_WRITE', 'CREATE_TOKENS', 'DESCRIBE_TOKENS', 'TWO_PHASE_COMMIT'] as const),
];
