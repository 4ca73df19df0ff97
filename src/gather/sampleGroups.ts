import type { Cluster } from '../kafka/connection/cluster.ts';
import { letOthersRun } from '../kafka/letOthersRun.ts';
import { describeCluster } from '../kafka/topics.ts';
import { type Failure, failureOf, unknown } from '../model/failure.ts';
import type { Missing } from '../model/finding.ts';
import type { Cost, GroupSample } from '../model/sample.ts';
import { lagOfAllGroups, type GroupLag } from './lagOfGroups.ts';
import type { AskOptions } from './sampleGroup.ts';

/** Many groups at one moment, asked together. */
export interface GroupsSample {
  /** Milliseconds since 1970 when the last of it had arrived. */
  readonly at: number;
  /** By group id, in the order of their names. Of a topic: the groups that read it, and of each only that topic's partitions. */
  readonly groups: ReadonlyMap<string, GroupSample>;
  /** Brokers that did not list their groups; the groups as a whole, where this login may be shown some of them only. */
  readonly missing: readonly Missing[];
  readonly cost: Cost;
}

/** Samples all groups that read the topic, or (null) all groups. Throws FailureError when nothing at all could be had. */
export function groupsSampling(cluster: Cluster, topic: string | null): (options?: AskOptions) => Promise<GroupsSample> {
  let listIsComplete: boolean | 'unknown' | undefined;

  return async (options = {}) => {
    const before = { at: Date.now(), ...cluster.cost };
    const [{ groups, missing }, isComplete] = await Promise.all([
      lagOfAllGroups(cluster, { ...options, ...(topic === null ? {} : { topic }) }),
      // Permissions hardly change: asked once.
      listIsComplete ?? completeness(cluster, options),
    ]);
    listIsComplete = isComplete;
    const at = Date.now();
    const cost = { requests: cluster.cost.requests - before.requests, bytes: cluster.cost.bytes - before.bytes, ms: at - before.at };
    const samples = new Map<string, GroupSample>();
    for (const lag of groups.toSorted((a, b) => (a.group.groupId < b.group.groupId ? -1 : 1))) {
      await letOthersRun(options);
      samples.set(lag.group.groupId, sampleOf(lag, at, cost));
    }
    return { at, groups: samples, missing: isComplete === false ? [...missing, leftOut] : missing, cost };
  };
}

async function completeness(cluster: Cluster, options: AskOptions): Promise<boolean | 'unknown' | undefined> {
  try {
    return (await describeCluster(cluster, options)).groupListIsComplete ?? 'unknown';
  } catch (thrown) {
    if (failureOf(thrown).kind === 'cancelled') throw thrown;
    return undefined;
  }
}

function sampleOf({ group, partitions, commits }: GroupLag, at: number, cost: Cost): GroupSample {
  return {
    ...{ at, group, cost },
    partitions: partitions.map(row => ({ ...row, lastStableOffset: notAsked })),
    ...(commits.failure ? { commitsFailure: commits.failure } : {}),
  };
}

/** It would cost a third more, and an overview does not show it. */
const notAsked = unknown({ kind: 'cancelled', request: 'ListOffsets' });

/** Without DESCRIBE on the cluster, ListGroups leaves out what this login may not see, and says nothing. */
const forbidden: Failure = { kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED', request: 'ListGroups', subject: 'kafka-cluster' };
const leftOut: Missing = { subject: 'groups', reason: { kind: 'failure', failure: forbidden } };
