import type { PartName } from '../model/snapshot.ts';

/** The parts of a snapshot as a sentence names them: "4 causes on the coordinator's log". */
const words: Readonly<Record<PartName, string>> = {
  group: 'the group',
  samples: 'the group’s offsets',
  topics: 'the topics',
  records: 'the records at the commits',
  groupIds: 'the list of groups',
  topicConfigs: 'the topics’ configuration',
  offsetsLog: 'the coordinator’s log (__consumer_offsets)',
  openTransactions: 'open transactions',
  lastRecords: 'the newest records',
  brokerConfigs: 'the brokers’ configuration',
  topicNames: 'the list of topics',
  operations: 'what this login may do',
  quotas: 'quotas',
  offsetsTopic: 'the partition that keeps the group’s commits',
  epochs: 'leader epochs',
  relatedGroups: 'other groups on these topics',
  hotKeys: 'the keys of hot partitions',
  clientFiles: 'the workspace’s files',
  shareOffsets: 'share-group offsets',
  timeToStart: 'the oldest records in the log',
};

/** A subject of what is missing: a part has a name for people, a topic or a group its own. */
export const subjectWords = (subject: string): string => (Object.hasOwn(words, subject) ? words[subject as PartName] : subject);
