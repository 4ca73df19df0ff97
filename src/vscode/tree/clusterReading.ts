import type { ClusterDescription, Topic } from '../../model/cluster.ts';
import { failureOf, type Failure } from '../../model/failure.ts';
import type { Missing } from '../../model/finding.ts';
import type { Group, GroupListing } from '../../model/group.ts';
import type { PartitionEnds } from '../../model/offsets.ts';
import type { Clusters, OpenCluster } from '../clusters/clusters.ts';
import { Asked } from './asked.ts';

/** The groups of a cluster: first as listed, then described. */
export interface GroupList {
  readonly groups: readonly (Group | GroupListing)[];
  /** Brokers that did not answer: their groups are not in the list. */
  readonly missing: readonly Missing[];
}

/** Up to so many groups are described before the list is shown; more of them appear first and get their members after. */
const DESCRIBED_AT_ONCE = 500;
/** One step of describing the rest: some hundred kilobytes of answer. */
const DESCRIBED_A_STEP = 1000;

/** What the tree read of one cluster. Each part is asked when it is opened, once, for all its nodes together. */
export class ClusterReading {
  readonly clusterName: string;
  readonly #clusters: Clusters;
  readonly #groupsChanged: () => void;
  readonly #ends = new Map<string, Asked<ReadonlyMap<number, PartitionEnds>>>();

  readonly description: Asked<ClusterDescription>;
  readonly topics: Asked<readonly Topic[]>;
  readonly groups: Asked<GroupList>;

  /** `groupsChanged`: members became known after the list was shown. */
  constructor(clusters: Clusters, clusterName: string, groupsChanged: () => void) {
    this.clusterName = clusterName;
    this.#clusters = clusters;
    this.#groupsChanged = groupsChanged;
    this.description = new Asked(async signal => {
      const { cluster, kafka } = await this.open();
      return kafka.describeCluster(cluster, { signal });
    });
    this.topics = new Asked(async signal => {
      const { cluster, kafka } = await this.open();
      return kafka.listTopics(cluster, { signal });
    });
    this.groups = new Asked(signal => this.#listGroups(signal));
  }

  open(): Promise<OpenCluster> {
    return this.#clusters.open(this.clusterName);
  }

  /** First and last offsets of all partitions of a topic, by partition: one request a leader. */
  endsOf(topic: Topic): Asked<ReadonlyMap<number, PartitionEnds>> {
    const asked = this.#ends.get(topic.name);
    if (asked) return asked;
    const ask = new Asked(async signal => {
      const { cluster, kafka } = await this.open();
      const ends = await kafka.fetchEnds(cluster, topic.partitions, { signal });
      return new Map(ends.map(end => [end.partition, end]));
    });
    this.#ends.set(topic.name, ask);
    return ask;
  }

  forgetGroups(): void {
    this.groups.forget();
  }

  forgetTopics(): void {
    this.topics.forget();
    for (const name of [...this.#ends.keys()]) this.forgetEnds(name);
  }

  forgetEnds(topic: string): void {
    this.#ends.get(topic)?.forget();
    this.#ends.delete(topic);
  }

  forget(): void {
    this.description.forget();
    this.forgetGroups();
    this.forgetTopics();
  }

  async #listGroups(signal: AbortSignal): Promise<GroupList> {
    const open = await this.open();
    const { groups, missing } = await open.kafka.listGroups(open.cluster, { signal });
    if (groups.length <= DESCRIBED_AT_ONCE) return { groups: await describe(open, groups, signal), missing };
    void this.#describeAll(open, { groups, missing }, signal);
    return { groups, missing };
  }

  async #describeAll(open: OpenCluster, { groups, missing }: GroupList, signal: AbortSignal): Promise<void> {
    const described: (Group | GroupListing)[] = [];
    for (let at = 0; at < groups.length; at += DESCRIBED_A_STEP) {
      described.push(...(await describe(open, groups.slice(at, at + DESCRIBED_A_STEP), signal)));
      if (signal.aborted) return;
    }
    this.groups.replace({ groups: described, missing });
    this.#groupsChanged();
  }
}

/** Never rejects: a group that could not be described says so itself. */
async function describe(
  open: OpenCluster,
  listings: readonly GroupListing[],
  signal: AbortSignal,
): Promise<readonly (Group | GroupListing)[]> {
  if (listings.length === 0) return [];
  try {
    const described = new Map((await open.kafka.describeGroups(open.cluster, listings, { signal })).map(group => [group.groupId, group]));
    return listings.map(listing => described.get(listing.groupId) ?? listing);
  } catch (thrown) {
    const failure: Failure = failureOf(thrown);
    return listings.map(listing => ({ ...listing, coordinator: null, assignor: '', members: [], failure }));
  }
}
