/** Which members run by a file of the workspace, and what it says in Kafka's own names. */
import type { ClientFile, ClientFileSetting } from '../model/clientFile.ts';
import type { Group } from '../model/group.ts';

/** Members carry the file's client id, or one that a framework has made of it (`billing` → `billing-0`). */
export function isNamedIn({ settings }: ClientFile, clientId: string): boolean | 'unknown' {
  const own = settings.find(({ meaning }) => meaning === 'clientId')?.value;
  return own === undefined ? 'unknown' : clientId === own || clientId.startsWith(`${own}-`);
}

/** Whether a program with this file is in the group; unknown where the file gives it no name. */
export function isMemberOf({ members }: Pick<Group, 'members'>, client: ClientFile): 'yes' | 'no' | 'unknown' {
  const named = members.map(({ clientId }) => isNamedIn(client, clientId));
  return named.includes(true) ? 'yes' : named.includes('unknown') || members.length === 0 ? 'unknown' : 'no';
}

export interface NamedAssignors {
  /** As the group's coordinator calls them: `range`, `cooperative-sticky`. */
  readonly names: readonly string[];
  readonly setting: ClientFileSetting;
}

/** The assignors that a file lists; null where it lists none, or one that is nobody's but the program's own. */
export function assignorsIn({ settings }: ClientFile): NamedAssignors | null {
  const setting = settings.find(({ meaning }) => meaning === 'assignors');
  if (!setting) return null;
  const names = setting.value.split(',').map(written => {
    const simple = written.trim().split('.').at(-1) ?? '';
    return byClass[simple] ?? (known.has(simple) ? simple : null);
  });
  return names.some(name => name === null) ? null : { names: names.flatMap(name => name ?? []), setting };
}

const byClass: Readonly<Record<string, string>> = {
  RangeAssignor: 'range',
  RoundRobinAssignor: 'roundrobin',
  StickyAssignor: 'sticky',
  CooperativeStickyAssignor: 'cooperative-sticky',
};

const known: ReadonlySet<string> = new Set(Object.values(byClass));
