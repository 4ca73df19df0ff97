import type { Topic } from '../model/cluster.ts';
import type { Cluster } from './connection/cluster.ts';

/**
 * What a cluster told before and is true until it says otherwise: who leads and who coordinates. A broker that is asked in
 * error says so, and what is remembered of that partition or group is then asked anew.
 */
export interface ClusterMemory {
  /** By name, as Metadata last told it. */
  readonly topics: Map<string, Topic>;
  /** Node ids by group id. */
  readonly coordinators: Map<string, number>;
  /** True once a group or `__consumer_offsets` was seen: from then on looking up a coordinator creates nothing. */
  groupsExist: boolean;
}

export function memoryOf(cluster: Cluster): ClusterMemory {
  let memory = memories.get(cluster);
  if (memory === undefined) memories.set(cluster, (memory = { topics: new Map(), coordinators: new Map(), groupsExist: false }));
  return memory;
}

const memories = new WeakMap<Cluster, ClusterMemory>();
