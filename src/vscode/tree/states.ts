import type { PartitionState } from '../../model/sample.ts';
import type { GroupState } from '../../model/group.ts';
import type { Icon } from './nodes.ts';

/** Icon, colour and word of each state: the word always stands beside the icon, so no meaning rests on a colour. */
export const partitionStates: Readonly<Record<PartitionState, { readonly word: string; readonly icon: Icon }>> = {
  stuck: { word: 'stuck', icon: { id: 'debug-pause', colour: 'charts.red' } },
  stopped: { word: 'stopped', icon: { id: 'debug-stop', colour: 'charts.red' } },
  lost: { word: 'lost records', icon: { id: 'trash', colour: 'charts.red' } },
  'no-leader': { word: 'no leader', icon: { id: 'debug-disconnect', colour: 'charts.red' } },
  forbidden: { word: 'forbidden', icon: { id: 'lock', colour: 'charts.purple' } },
  growing: { word: 'growing', icon: { id: 'arrow-up', colour: 'editorWarning.foreground' } },
  hot: { word: 'hot', icon: { id: 'flame', colour: 'editorWarning.foreground' } },
  unknown: { word: 'unknown', icon: { id: 'question', colour: 'descriptionForeground' } },
  draining: { word: 'draining', icon: { id: 'arrow-down', colour: 'charts.blue' } },
  'no-commit': { word: 'no commit', icon: { id: 'bookmark', colour: 'descriptionForeground' } },
  'too-early': { word: 'too early to say', icon: { id: 'watch', colour: 'descriptionForeground' } },
  steady: { word: 'steady', icon: { id: 'pass', colour: 'charts.green' } },
};

/** Worst first: the state that a group is named after, and the order in which groups are listed. */
export const worstFirst = Object.keys(partitionStates) as readonly PartitionState[];

/** What is wrong enough to be counted by itself: "1 stuck, 1 hot". */
export const isTrouble = (state: PartitionState): boolean => worstFirst.indexOf(state) <= worstFirst.indexOf('hot');

/** Before anybody looked at its lag a group has only Kafka's own state. Stable is not "fine", so it has no colour of approval. */
export const groupIcons: Readonly<Record<GroupState, Icon>> = {
  Stable: { id: 'organization' },
  Empty: { id: 'primitive-square', colour: 'descriptionForeground' },
  PreparingRebalance: { id: 'sync', colour: 'editorWarning.foreground' },
  CompletingRebalance: { id: 'sync', colour: 'editorWarning.foreground' },
  Assigning: { id: 'sync', colour: 'editorWarning.foreground' },
  Reconciling: { id: 'sync', colour: 'editorWarning.foreground' },
  NotReady: { id: 'warning', colour: 'editorWarning.foreground' },
  Dead: { id: 'circle-slash', colour: 'descriptionForeground' },
  Unknown: { id: 'question', colour: 'descriptionForeground' },
};

export const icons = {
  groups: { id: 'type-hierarchy' },
  topics: { id: 'list-unordered' },
  brokers: { id: 'server' },
  cluster: { id: 'server' },
  connected: { id: 'server', colour: 'charts.green' },
  production: { id: 'lock' },
  topic: { id: 'list-unordered' },
  internalTopic: { id: 'list-unordered', colour: 'descriptionForeground' },
  partition: { id: 'list-flat' },
  broker: { id: 'server' },
  member: { id: 'person' },
  idleMember: { id: 'person', colour: 'charts.blue' },
  unowned: { id: 'question', colour: 'descriptionForeground' },
  mayBeIncomplete: { id: 'question', colour: 'descriptionForeground' },
  nothing: { id: 'dash', colour: 'descriptionForeground' },
  forbidden: { id: 'lock', colour: 'charts.purple' },
  noLeader: { id: 'debug-disconnect', colour: 'charts.red' },
  warning: { id: 'warning', colour: 'editorWarning.foreground' },
  error: { id: 'error', colour: 'charts.red' },
  information: { id: 'info', colour: 'editorInfo.foreground' },
  password: { id: 'key', colour: 'editorWarning.foreground' },
} as const satisfies Readonly<Record<string, Icon>>;
