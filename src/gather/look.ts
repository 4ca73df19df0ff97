import type { Cluster } from '../kafka/connection/cluster.ts';
import { describeCluster } from '../kafka/topics.ts';
import type { Failure } from '../model/failure.ts';
import type { GroupSample } from '../model/sample.ts';
import { type HotKeys, notRecorded, type Part, type SnapshotParts } from '../model/snapshot.ts';
import { groupLimitsOf, operationsOf, quotasOf, allTopicNamesOf } from './clusterParts.ts';
import { GroupsOffsetsTopic, relatedGroupsOf, shareOffsetsOf } from './groupParts.ts';
import { judgeInTurns } from './judge.ts';
import { epochsOf, hotKeysOf, lastRecordsOf, openTransactionsOf, timeToStartOf } from './logParts.ts';
import { nothing, orMissing } from './part.ts';
import { doesNotExist, groupListingsOf, groupPart, samplesPart, topicConfigsOf, topicsOf, topicNamesOf } from './parts.ts';
import { recordsAtCommit } from './recordsAtCommit.ts';
import type { AskOptions } from './sampleGroup.ts';

/** What was seen of the group so far, oldest first; `lastFailure` where the last beats failed. */
export interface Seen {
  readonly newest: GroupSample;
  readonly samples: readonly GroupSample[];
  readonly lastFailure: Failure | null;
}

/**
 * Looks at everything about one group, again and again. What hardly changes within minutes is asked once, and anew where the
 * group has to do with other topics; all questions of a look run side by side, and one that fails costs its own part only.
 */
export class Look {
  readonly #cluster: Cluster;
  readonly #groupId: string;
  readonly #ask: AskOptions;
  readonly #offsetsTopic: GroupsOffsetsTopic;
  readonly #ofCluster: ReturnType<typeof clusterParts>;
  #lasting: { readonly of: string; readonly parts: ReturnType<typeof lastingParts> } | undefined;

  constructor(cluster: Cluster, groupId: string, ask: AskOptions) {
    this.#cluster = cluster;
    this.#groupId = groupId;
    this.#ask = ask;
    this.#offsetsTopic = new GroupsOffsetsTopic(cluster, groupId);
    this.#ofCluster = clusterParts(cluster, ask);
  }

  async at({ newest, samples, lastFailure }: Seen): Promise<SnapshotParts> {
    const [cluster, ask] = [this.#cluster, this.#ask];
    const isThere = !doesNotExist(newest);
    const topics = topicNamesOf(newest);
    const name = JSON.stringify([isThere, newest.group.groupType, hasCommits(newest), topics]);
    if (this.#lasting?.of !== name) this.#lasting = { of: name, parts: lastingParts(cluster, newest, this.#ofCluster, ask) };
    const lasting = this.#lasting.parts;
    const offsetsTopic = isThere ? this.#offsetsTopic.partition(ask) : nothing;
    const asked = {
      listings: this.#ofCluster.listings,
      topicNames: this.#ofCluster.topicNames,
      brokerConfigs: this.#ofCluster.brokerConfigs,
      quotas: this.#ofCluster.quotas,
      ...lasting,
      topics: topicsOf(cluster, newest, ask),
      records: recordsAtCommit(cluster, newest, ask),
      openTransactions: openTransactionsOf(cluster, newest, ask),
      lastRecords: lasting.topicConfigs.then(configs => lastRecordsOf(cluster, newest, configs, ask)),
      offsetsTopic,
      offsetsLog: Promise.resolve(offsetsTopic).then(partition => this.#offsetsTopic.log(partition, ask)),
      hotKeys: samples.length === 0 || !isThere ? nothing : this.#hotKeys(samples),
      shareOffsets: newest.group.groupType === 'share' ? shareOffsetsOf(cluster, this.#groupId, ask) : nothing,
    };
    const { listings, ...parts } = await allOf(asked);
    return {
      ...parts,
      group: groupPart(newest),
      samples: samplesPart(samples, newest, lastFailure),
      groupIds: { items: listings.items.map(({ groupId }) => groupId), missing: listings.missing },
      clientFiles: notRecorded('clientFiles'),
    };
  }

  /** Judging ten thousand partitions over a window takes longer than anybody should hold the thread. */
  #hotKeys(samples: readonly GroupSample[]): Promise<Part<HotKeys>> {
    return orMissing('hot keys', async () => {
      const { partitions } = await judgeInTurns(samples, this.#ask);
      return hotKeysOf(this.#cluster, partitions, this.#ask);
    });
  }
}

/** Asked once, at the beginning. */
function clusterParts(cluster: Cluster, ask: AskOptions) {
  const described = describeCluster(cluster, ask);
  return {
    listings: groupListingsOf(cluster, ask, described),
    topicNames: allTopicNamesOf(cluster, ask, described),
    brokerConfigs: groupLimitsOf(cluster, ask, described),
    quotas: quotasOf(cluster, ask),
  };
}

/** Asked once for the topics and commits that the group has. */
function lastingParts(cluster: Cluster, newest: GroupSample, { listings }: ReturnType<typeof clusterParts>, ask: AskOptions) {
  const topics = topicNamesOf(newest);
  const topicConfigs = topicConfigsOf(cluster, topics, ask);
  const mayBeAnother = newest.group.groupType !== 'share' && !hasCommits(newest) && newest.commitsFailure === undefined;
  return {
    topicConfigs,
    operations: operationsOf(cluster, newest.group.groupId, topics, ask),
    epochs: epochsOf(cluster, newest, ask),
    relatedGroups: mayBeAnother
      ? listings.then(all => relatedGroupsOf(cluster, newest.group.groupId, topics, all, ask))
      : Promise.resolve(nothing),
    timeToStart: topicConfigs.then(configs => timeToStartOf(cluster, newest, configs, ask)),
  };
}

const hasCommits = ({ partitions }: GroupSample): boolean => partitions.some(({ committed }) => committed.value);

/** All answers by their names. */
async function allOf<T extends Readonly<Record<string, unknown>>>(asked: T): Promise<{ readonly [Name in keyof T]: Awaited<T[Name]> }> {
  const answers = await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const));
  return Object.fromEntries(answers) as { readonly [Name in keyof T]: Awaited<T[Name]> };
}
