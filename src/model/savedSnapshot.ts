import { fromExactJson, toExactJson } from './exactJson.ts';
import { type Answer, known, unknown } from './failure.ts';
import { partNames, type Snapshot, wholeParts } from './snapshot.ts';

/** How files with a snapshot are called: `orders-billing.kafka-diagnosis.json`. */
export const snapshotEnding = 'kafka-diagnosis.json';

const format = 'kafka-troubleshooter/diagnosis-snapshot';
/** Goes up when a part changes its meaning; parts that are added need no new one. */
const version = 1;

/** The snapshot as a file that another person opens. Redact it first: this writes what it is given. */
export function writeSnapshot(snapshot: Snapshot): string {
  return `${toExactJson({ format, version, ...snapshot }, 1)}\n`;
}

/** The other way: a text that is no snapshot, is damaged, or is of a newer version of ours says so. `file`: for the words. */
export function readSnapshot(text: string, file: string): Answer<Snapshot> {
  const fails = (code: string, detail?: string): Answer<Snapshot> =>
    unknown({ kind: 'unreadable', code, subject: file, ...(detail === undefined ? {} : { detail }) });
  let read: unknown;
  try {
    read = fromExactJson(text);
  } catch (error) {
    return fails('SNAPSHOT_DAMAGED', error instanceof Error ? error.message.slice(0, 120) : undefined);
  }
  if (!isObject(read) || read['format'] !== format || typeof read['version'] !== 'number') return fails('NOT_A_SNAPSHOT');
  if (read['version'] > version) return fails('SNAPSHOT_OF_NEWER_VERSION');
  const fault = faultIn(read);
  if (fault !== undefined) return fails('SNAPSHOT_DAMAGED', fault);
  const { clusterName, groupId, takenAt, cost, parts } = read as unknown as Snapshot;
  return known({ clusterName, groupId, takenAt, cost, parts: wholeParts(parts) });
}

/** What would make rules stumble: where something is not of the kind that stands there. Figures within are the rules' matter. */
function faultIn({ clusterName, groupId, takenAt, cost, parts }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof clusterName !== 'string' || typeof groupId !== 'string') return 'clusterName, groupId';
  if (typeof takenAt !== 'number' || !Number.isFinite(takenAt)) return 'takenAt';
  if (!isObject(cost) || ['requests', 'ms', 'bytes'].some(name => typeof cost[name] !== 'number')) return 'cost';
  if (!isObject(parts)) return 'parts';
  const wrong = partNames.find(name => parts[name] !== undefined && !isPart(parts[name]));
  return wrong ?? faultInSamples(parts);
}

function faultInSamples({ group, samples }: Readonly<Record<string, unknown>>): string | undefined {
  const groups = isPart(group) ? group.items : [];
  const looks = isPart(samples) ? samples.items : [];
  if (!groups.every(isGroup)) return 'group';
  const isLook = (look: unknown): boolean =>
    isObject(look) &&
    typeof look['at'] === 'number' &&
    isGroup(look['group']) &&
    Array.isArray(look['partitions']) &&
    look['partitions'].every(isPartitionOffsets);
  return looks.every(isLook) ? undefined : 'samples';
}

interface Untold {
  readonly items: readonly unknown[];
  readonly missing: readonly unknown[];
}

const isPart = (value: unknown): value is Untold =>
  isObject(value) &&
  Array.isArray(value['items']) &&
  Array.isArray(value['missing']) &&
  value['missing'].every(one => isObject(one) && typeof one['subject'] === 'string' && isObject(one['reason']));

const isGroup = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['groupId'] === 'string' &&
  Array.isArray(value['members']) &&
  value['members'].every(member => isObject(member) && typeof member['memberId'] === 'string' && isObject(member['assignment']));

const isPartitionOffsets = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['topic'] === 'string' &&
  typeof value['partition'] === 'number' &&
  ['committed', 'logStartOffset', 'highWatermark', 'lastStableOffset'].every(name => isObject(value[name]));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
