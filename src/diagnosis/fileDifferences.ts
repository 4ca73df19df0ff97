/** A client's file beside the members that the coordinator has. */
import type { ClientFile, ClientFileSetting } from '../model/clientFile.ts';
import type { Group, Member } from '../model/group.ts';
import type { LoggedMember, OffsetsLog } from '../model/offsetsLog.ts';
import { assignorsIn, isMemberOf, isNamedIn } from './clientFileOf.ts';

export interface FileDifference {
  readonly setting: ClientFileSetting;
  /** `other`: runs with another value. `absent`: no member has that name. */
  readonly kind: 'other' | 'absent';
  /** As it runs, in the unit of the file's number; empty where nothing runs as the file says. */
  readonly running: string;
  /** null: the group as a whole. */
  readonly memberId: string | null;
  /** The request that told what runs, where it is not the one that describes the group. */
  readonly source?: string;
}

export interface FileDifferences {
  readonly differences: readonly FileDifference[];
  /** The file says something that only the offsets topic knows of the members, and nobody could read that. */
  readonly lacksLog: boolean;
}

/** What a person wrote is compared, never a default. A file whose client.id nobody has is another program's, or was never started. */
export function differencesOf(group: Group, client: ClientFile, log: OffsetsLog | null): FileDifferences {
  const names = settingOf(client, 'clientId');
  if (isMemberOf(group, client) === 'no') {
    return { differences: names ? [{ setting: names, kind: 'absent', running: '', memberId: null }] : [], lacksLog: false };
  }
  const members = group.members.filter(({ clientId }) => isNamedIn(client, clientId) !== false);
  const logged = loggedMembers(log);
  const timed = timedSettings(group, client);
  const told = members.flatMap(({ memberId }) => logged.get(memberId) ?? []);
  return {
    differences: [
      ...protocolDiffers(group, client),
      ...assignorDiffers(group, client),
      ...instanceIsAbsent(members, client),
      ...timesDiffer(timed, told),
    ],
    lacksLog: timed.length > 0 && told.length === 0,
  };
}

const settingOf = ({ settings }: ClientFile, meaning: string): ClientFileSetting | undefined =>
  settings.find(one => one.meaning === meaning);

function protocolDiffers({ groupType }: Group, client: ClientFile): readonly FileDifference[] {
  const setting = settingOf(client, 'groupProtocol');
  const written = setting?.value.trim().toLowerCase();
  if (!setting || (written !== 'classic' && written !== 'consumer') || (groupType !== 'classic' && groupType !== 'consumer')) return [];
  return written === groupType ? [] : [{ setting, kind: 'other', running: groupType, memberId: null }];
}

/** Several assignors are preferences: the group runs on one of them, or on none. */
function assignorDiffers({ groupType, assignor }: Group, client: ClientFile): readonly FileDifference[] {
  const found = assignorsIn(client);
  if (!found || groupType !== 'classic' || assignor === '' || found.names.includes(assignor)) return [];
  return [{ setting: found.setting, kind: 'other', running: assignor, memberId: null }];
}

function instanceIsAbsent(members: readonly Member[], client: ClientFile): readonly FileDifference[] {
  const setting = settingOf(client, 'groupInstanceId');
  // Frameworks number their threads: `billing` becomes `billing-1`.
  const has = members.some(
    ({ groupInstanceId }) => groupInstanceId === setting?.value || groupInstanceId?.startsWith(`${setting?.value}-`),
  );
  return !setting || has ? [] : [{ setting, kind: 'absent', running: '', memberId: null }];
}

interface TimedSetting {
  readonly setting: ClientFileSetting & { readonly number: number };
  readonly of: (member: LoggedMember) => number | null;
}

function timedSettings({ groupType }: Group, client: ClientFile): readonly TimedSetting[] {
  const [session, poll] = [settingOf(client, 'sessionTimeout'), settingOf(client, 'pollInterval')];
  const timed: TimedSetting[] = [];
  // Newer groups have the broker's session timeout, and a Connect worker has a rebalance timeout of its own.
  if (groupType === 'classic' && session?.number !== undefined)
    timed.push({ setting: { ...session, number: session.number }, of: ({ sessionTimeoutMs }) => sessionTimeoutMs });
  if (client.role !== 'connect' && poll?.number !== undefined)
    timed.push({ setting: { ...poll, number: poll.number }, of: ({ rebalanceTimeoutMs }) => rebalanceTimeoutMs });
  return timed;
}

function timesDiffer(timed: readonly TimedSetting[], members: readonly LoggedMember[]): readonly FileDifference[] {
  return timed.flatMap(({ setting, of }): readonly FileDifference[] => {
    const other = members.find(member => of(member) !== null && of(member) !== setting.number);
    return other ? [{ setting, kind: 'other', running: String(of(other)), memberId: other.memberId, source: 'Fetch' }] : [];
  });
}

/** As each was written down last, by member id. */
function loggedMembers(log: OffsetsLog | null): ReadonlyMap<string, LoggedMember> {
  const all = (log?.states ?? []).flatMap(entry =>
    entry.kind === 'classic' ? entry.members : entry.kind === 'member' ? [entry.member] : [],
  );
  return new Map(all.map(member => [member.memberId, member]));
}
