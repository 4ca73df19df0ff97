// What coordinators wrote down and what files of the workspace say: only what a test is about has to be said.
import type { ClientFile, ClientFileSetting } from '../../src/model/clientFile.ts';
import type { GroupStateEntry, LoggedMember, MemberEntry, OffsetsLog } from '../../src/model/offsetsLog.ts';
import { offsetsLog } from './offsetsLogs.ts';
import { began, place, seconds } from './snapshots.ts';

/** A member called `billing-1`, as the coordinator wrote it down. Its member id is `member()`'s. */
export function loggedMember(name: string, owned: readonly string[] = [], overrides: Partial<LoggedMember> = {}): LoggedMember {
  const assignment = owned.map(place);
  return {
    memberId: `${name}-7d1c`,
    groupInstanceId: null,
    clientId: name,
    clientHost: '/10.2.0.11',
    rebalanceTimeoutMs: 300_000,
    sessionTimeoutMs: 45_000,
    topics: [...new Set(assignment.map(({ topic }) => topic))],
    topicsRegex: null,
    assignment,
    ...overrides,
  };
}

export const joinedConsumerGroup = (atSecond: number, member: LoggedMember): MemberEntry => ({
  ...{ kind: 'member', at: began + seconds(atSecond), offset: 1n, groupType: 'consumer', member },
});

/** What the log tells of who was in the group, and of no commits. */
export const loggedStates = (states: readonly GroupStateEntry[]): OffsetsLog => offsetsLog({ states });

/** `consumer.properties` of the group, its settings by the linter's name for them: `{ sessionTimeout: ['session.timeout.ms', '45000'] }`. */
export function clientFile(
  settings: Readonly<Record<string, readonly [key: string, value: string]>>,
  overrides: Partial<ClientFile> = {},
): ClientFile {
  return {
    ...{ file: 'billing/consumer.properties', label: '', library: 'java', role: 'consumer', groupId: 'orders-billing' },
    settings: Object.entries(settings).map(([meaning, [key, value]], index): ClientFileSetting => ({
      ...{ key, value, line: index + 1, meaning },
      ...(/^\d+$/.test(value) ? { number: Number(value) } : {}),
    })),
    ...overrides,
  };
}
