import type { Topic } from '../../model/cluster.ts';
import type { Group, GroupListing } from '../../model/group.ts';
import type { Clusters } from '../clusters/clusters.ts';
import type { ClusterDefinition } from '../../clusters/definition.ts';
import type { Diagnoses } from '../diagnoses.ts';
import type { ClusterReading } from './clusterReading.ts';
import {
  brokerRow,
  clusterRow,
  folderRow,
  listWords,
  mayBeIncompleteRow,
  nothingRow,
  partitionRow,
  problemRow,
  topicRow,
  type ClusterLook,
} from './clusterRows.ts';
import { failureSketch, inGroup } from './groupContents.ts';
import { count, groupRow, worstState, type GroupDiagnosis, type Words } from './groupRows.ts';
import { byName } from './names.ts';
import { places, type Sketch, type Subject } from './nodes.ts';
import { icons, worstFirst } from './states.ts';
import type { GroupWatches, WatchedGroup } from './watches.ts';

/** What the person chose to see. */
export interface Sight {
  /** Part of a name, in any case; empty: everything. */
  readonly filter: string;
  readonly internalTopics: boolean;
}

/** What stands where in the tree, and what has to be asked for it. Draws nothing and knows no editor. */
export class Contents {
  readonly #clusters: Clusters;
  readonly #reading: (clusterName: string) => ClusterReading;
  readonly #watches: GroupWatches;
  readonly #diagnoses: Pick<Diagnoses, 'of'>;
  readonly #words: () => Promise<Words>;
  sight: Sight = { filter: '', internalTopics: false };

  constructor(
    { clusters, diagnoses }: { readonly clusters: Clusters; readonly diagnoses: Pick<Diagnoses, 'of'> },
    reading: (clusterName: string) => ClusterReading,
    watches: GroupWatches,
    words: () => Promise<Words>,
  ) {
    this.#clusters = clusters;
    this.#diagnoses = diagnoses;
    this.#reading = reading;
    this.#watches = watches;
    this.#words = words;
  }

  async roots(): Promise<readonly Sketch[]> {
    const problems = this.#clusters.problems.map((problem): Sketch => ({
      key: `problem ${problem.cluster}`,
      subject: { clusterName: problem.cluster },
      row: () => problemRow(problem),
    }));
    const clusters = this.#clusters.definitions.filter(({ name }) => this.#mayMatch(name));
    // Words are needed only by clusters that were asked, and then they are loaded.
    const words = clusters.some(({ name }) => this.#reading(name).description.latest) ? await this.#words() : undefined;
    return [...clusters.map(definition => this.#cluster(definition, words)), ...problems];
  }

  #cluster(definition: ClusterDefinition, words: Words | undefined): Sketch {
    const { name } = definition;
    return {
      key: name,
      subject: { clusterName: name },
      row: () => clusterRow(definition, this.#clusterLook(name), words),
      children: () => this.#inCluster(name),
    };
  }

  #clusterLook(name: string): ClusterLook | undefined {
    const latest = this.#reading(name).description.latest;
    if (!latest) return undefined;
    const failure = latest.answer.failure ?? this.#watches.trouble(name);
    return {
      at: latest.at,
      ...(latest.answer.value ? { description: latest.answer.value } : {}),
      ...(failure ? { failure } : {}),
    };
  }

  async #inCluster(name: string): Promise<readonly Sketch[]> {
    const reading = this.#reading(name);
    const subject = { clusterName: name };
    const described = await reading.description.ask();
    if (described.failure) return [failureSketch(described.failure, subject, await this.#words())];
    const { brokers, controllerId } = described.value;
    return [
      {
        key: places.groups,
        subject,
        row: () => folderRow('Groups', this.#groupsWords(reading), icons.groups, 'groups', 'Consumer groups, of all types.'),
        children: () => this.#inGroups(reading),
      },
      {
        key: places.topics,
        subject,
        row: () => folderRow('Topics', this.#topicsWords(reading), icons.topics, 'topics', 'Topics with their partitions.'),
        children: () => this.#inTopics(reading),
      },
      {
        key: places.brokers,
        subject,
        row: () => folderRow('Brokers', String(brokers.length), icons.brokers, 'brokers', 'Brokers, as the cluster advertises them.'),
        children: () =>
          Promise.resolve(
            [...brokers]
              .sort((a, b) => a.nodeId - b.nodeId)
              .map(broker => ({ key: String(broker.nodeId), subject, row: () => brokerRow(broker, controllerId) })),
          ),
      },
    ];
  }

  #groupsWords(reading: ClusterReading): string {
    const list = reading.groups.latest?.answer.value;
    if (!list) return '';
    const shown = list.groups.filter(({ groupId }) => this.#matches(groupId)).length;
    const words = listWords(shown, list.groups.length, this.#filterWords(), this.#complete(reading));
    return list.missing.length === 0 ? words : `${words}, ${count(list.missing.length, 'broker')} did not answer`;
  }

  async #inGroups(reading: ClusterReading): Promise<readonly Sketch[]> {
    const subject = { clusterName: reading.clusterName };
    const [list, words] = await Promise.all([reading.groups.ask(), this.#words()]);
    if (list.failure) return [failureSketch(list.failure, subject, words)];
    const { groups, missing } = list.value;
    const shown = groups.filter(({ groupId }) => this.#matches(groupId));
    const failures = missing.map(({ subject: broker, reason }) =>
      reason.kind === 'failure' ? failureSketch({ broker, ...reason.failure }, subject, words, `missing ${broker}`) : undefined,
    );
    const nothing =
      groups.length === 0 ? nothingRow('No groups', 'No consumer group exists on this cluster, as far as this login sees.') : undefined;
    return [
      ...failures.filter(sketch => sketch !== undefined),
      ...this.#worstFirst(reading.clusterName, shown).map(group => this.#group(reading, group, words)),
      ...this.#emptyNote(nothing, shown.length, subject),
      ...this.#incompleteNote(reading, 'groups'),
    ];
  }

  /** By what is known when the list is drawn; nothing moves by itself later. */
  #worstFirst(clusterName: string, groups: readonly (Group | GroupListing)[]): readonly (Group | GroupListing)[] {
    const rank = ({ groupId }: GroupListing): number => {
      const trend = this.#watches.seen(clusterName, groupId)?.trend;
      const worst = trend && worstState(trend);
      return worst === undefined ? worstFirst.length : worstFirst.indexOf(worst);
    };
    return groups
      .map(group => ({ group, rank: rank(group) }))
      .sort((a, b) => a.rank - b.rank || byName(a.group.groupId, b.group.groupId))
      .map(({ group }) => group);
  }

  #group(reading: ClusterReading, listed: Group | GroupListing, words: Words): Sketch {
    const { clusterName } = reading;
    const subject = { clusterName, groupId: listed.groupId };
    const seen = (): WatchedGroup | undefined => this.#watches.seen(clusterName, listed.groupId);
    const diagnosis = (): GroupDiagnosis | undefined => this.#diagnoses.of(clusterName, listed.groupId);
    return {
      key: listed.groupId,
      subject,
      row: () => groupRow(seen()?.sample?.group ?? listed, seen(), words, diagnosis()),
      children: async () => inGroup(await this.#watches.watch(clusterName, listed.groupId), subject, words, diagnosis()),
    };
  }

  #topicsWords(reading: ClusterReading): string {
    const topics = reading.topics.latest?.answer.value;
    if (!topics) return '';
    const why = [
      ...this.#filterWords(),
      ...(this.sight.internalTopics || !topics.some(({ internal }) => internal) ? [] : ['internal ones hidden']),
    ];
    return listWords(this.#shownTopics(topics).length, topics.length, why, this.#complete(reading));
  }

  async #inTopics(reading: ClusterReading): Promise<readonly Sketch[]> {
    const subject = { clusterName: reading.clusterName };
    const [list, words] = await Promise.all([reading.topics.ask(), this.#words()]);
    if (list.failure) return [failureSketch(list.failure, subject, words)];
    const shown = this.#shownTopics(list.value);
    const nothing = list.value.length === 0 ? nothingRow('No topics', 'This cluster has no topic that this login may see.') : undefined;
    return [
      ...[...shown].sort((a, b) => byName(a.name, b.name)).map(topic => this.#topic(reading, topic, words)),
      ...this.#emptyNote(nothing, shown.length, subject),
      ...this.#incompleteNote(reading, 'topics'),
    ];
  }

  #topic(reading: ClusterReading, topic: Topic, words: Words): Sketch {
    const subject = { clusterName: reading.clusterName, topic: topic.name };
    const row = (): ReturnType<typeof topicRow> => topicRow(topic, words);
    if (topic.failure) return { key: topic.name, subject, row };
    return {
      key: topic.name,
      subject,
      row,
      children: async () => {
        const ends = await reading.endsOf(topic).ask();
        const failure = ends.failure ? [failureSketch(ends.failure, subject, words)] : [];
        return [
          ...failure,
          ...topic.partitions.map((partition): Sketch => ({
            key: String(partition.partition),
            subject: { ...subject, partition: partition.partition },
            row: () => partitionRow(partition, ends.value?.get(partition.partition), words),
          })),
        ];
      },
    };
  }

  #shownTopics(topics: readonly Topic[]): readonly Topic[] {
    return topics.filter(({ name, internal }) => (this.sight.internalTopics || !internal) && this.#matches(name));
  }

  #matches(name: string): boolean {
    return this.sight.filter === '' || name.toLowerCase().includes(this.sight.filter.toLowerCase());
  }

  /** false only where everything was read and nothing of it fits. */
  #mayMatch(clusterName: string): boolean {
    if (this.#matches(clusterName)) return true;
    const { groups, topics } = this.#reading(clusterName);
    const [groupList, topicList] = [groups.latest?.answer.value, topics.latest?.answer.value];
    if (!groupList || !topicList) return true;
    return groupList.groups.some(({ groupId }) => this.#matches(groupId)) || this.#shownTopics(topicList).length > 0;
  }

  #filterWords(): readonly string[] {
    return this.sight.filter === '' ? [] : [`with “${this.sight.filter}”`];
  }

  /** Why a list is empty: there is nothing, or nothing that fits the filter. */
  #emptyNote(nothing: ReturnType<typeof nothingRow> | undefined, shown: number, subject: Subject): readonly Sketch[] {
    const row =
      nothing ??
      (shown === 0
        ? nothingRow(
            this.sight.filter === '' ? 'All are hidden' : `None with “${this.sight.filter}”`,
            'See the view’s title for what is hidden.',
          )
        : undefined);
    return row ? [{ key: 'nothing', subject, row: () => row }] : [];
  }

  #complete(reading: ClusterReading): boolean | 'unknown' {
    return reading.description.latest?.answer.value?.listsAreComplete ?? 'unknown';
  }

  #incompleteNote(reading: ClusterReading, things: 'groups' | 'topics'): readonly Sketch[] {
    const complete = this.#complete(reading);
    if (complete === true) return [];
    return [{ key: 'may be incomplete', subject: { clusterName: reading.clusterName }, row: () => mayBeIncompleteRow(things, complete) }];
  }
}
