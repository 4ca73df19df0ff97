import type { ClusterDescription } from '../model/cluster.ts';

/**
 * What KIP-430's bits about the cluster say of lists. ListGroups shows every group to who may DESCRIBE the cluster, and to
 * others those alone that they may DESCRIBE one by one. Metadata shows topics only one by one, whatever else is allowed; so
 * only a login that may do everything to the cluster (an administrator, or a cluster without authorizer) is taken to see all.
 * @param bits bit n is AclOperation n; absent or Int32's minimum where the broker does not tell.
 */
export function operationsOnCluster(bits: number | undefined): Pick<ClusterDescription, 'listsAreComplete' | 'groupListIsComplete'> {
  if (bits === undefined || bits === notTold) return { listsAreComplete: 'unknown', groupListIsComplete: 'unknown' };
  const groupListIsComplete = (bits & (1 << describe)) !== 0;
  const everything = clusterOperations.every(operation => (bits & (1 << operation)) !== 0);
  return { groupListIsComplete, listsAreComplete: !groupListIsComplete ? false : everything ? true : 'unknown' };
}

const notTold = -0x8000_0000;

/** AclOperation's numbers. */
const describe = 8;
/** CREATE, ALTER, DESCRIBE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE: what Kafka 2.4 knows on clusters. */
const clusterOperations: readonly number[] = [5, 7, describe, 9, 10, 11, 12];
