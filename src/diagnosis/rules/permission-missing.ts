import type { Finding } from '../../model/finding.ts';
import { missingPermission, type Permission } from '../../model/missingPermission.ts';
import { defineRule, fact, type PartFailure, type Parts } from '../rule.ts';

const OFFSETS_TOPIC = '__consumer_offsets';

type Lack = Permission & Pick<PartFailure, 'part'> & { readonly code: string; readonly request: string };

/**
 * The cluster refuses to show the group or its topics to this login. Other parts (configurations, the offsets topic) are
 * looked at where they may be: to lack those is no fault.
 */
export const permissionMissing = defineRule({
  id: 'permission-missing',
  needs: ['failures'],
  uses: ['existence', 'group', 'operations', 'trend'],
  diagnose: ({ failures, existence, group, operations, trend, groupId, now }) => {
    const known: Partial<Pick<Parts, 'existence' | 'group' | 'trend'>> = { existence, group, trend };
    const lacks = new Map<string, Lack>();
    for (const { part, subject, failure } of failures) {
      if (part !== 'group' && part !== 'samples' && part !== 'topics') continue;
      const permission = missingPermission({ subject, ...failure });
      if (!permission || permission.resource === 'cluster') continue;
      // Whose group is listed needs no look at the offsets topic; whose is not cannot be asked about without it.
      if (permission.name === OFFSETS_TOPIC) continue;
      const { code = '', request = '' } = failure;
      const key = `${permission.resource} ${permission.name}`;
      if (!lacks.has(key)) lacks.set(key, { ...permission, part, code, request: request || 'Metadata' });
    }
    const refused = [...lacks.values()];
    const [first] = refused.toSorted((a, b) => Number(b.resource === 'group') - Number(a.resource === 'group'));
    if (first) {
      return [
        {
          severity: first.resource === 'group' ? 'error' : 'warning',
          confidence: 'proven',
          subject: first.name,
          figures: { operation: first.operation, resource: first.resource, names: namesOf(refused, first), kind: 'refused' },
          evidence: refused
            .slice(0, 3)
            .map(({ code, request, resource, name }) => fact('was-refused', { code, resource, name }, request, now)),
          fixes: refused.slice(0, 3).map(allow),
        },
      ];
    }
    const isHidden = failures.some(({ part, failure }) => part === 'group' && missingPermission(failure)?.name === OFFSETS_TOPIC);
    if (known.group === undefined && isHidden) {
      const lack = { resource: 'group', name: groupId, operation: 'DESCRIBE' } as const;
      return [
        {
          severity: 'error',
          confidence: 'likely',
          subject: groupId,
          figures: { operation: 'DESCRIBE', resource: 'group', names: [groupId], kind: 'hidden' },
          evidence: [fact('is-not-listed', { groupId }, 'ListGroups', now)],
          fixes: [allow(lack)],
        },
      ];
    }
    // Where somebody reads, whoever reads may. Where nobody does, the login that a client's file gave us may be why.
    const isEmpty = known.existence === 'does-not-exist' || known.group?.members.length === 0;
    if (!isEmpty) return [];
    const unread = operations.filter(
      ({ kind, name, operations: allowed }) => !allowed.includes('READ') && (kind === 'topic' || name === groupId),
    );
    const [one] = unread;
    if (!one) return [];
    // A batch job that has read everything, looked at by somebody who may only look.
    const isDone = known.existence === 'exists' && known.trend?.total.records === 0n;
    const asLacks = unread.map(({ kind, name }) => ({ resource: kind, name, operation: 'READ' }) as const);
    return [
      {
        severity: isDone ? 'information' : 'warning',
        confidence: 'possible',
        subject: one.name,
        figures: {
          operation: 'READ',
          resource: one.kind,
          names: unread.filter(({ kind }) => kind === one.kind).map(({ name }) => name),
          kind: 'would-be-refused',
        },
        evidence: unread
          .slice(0, 3)
          .map(({ kind, name, operations: allowed }) =>
            fact('is-allowed-only', { resource: kind, name, operations: allowed }, kind === 'topic' ? 'Metadata' : 'DescribeGroups', now),
          ),
        fixes: asLacks.slice(0, 3).map(allow),
      },
    ];
  },
});

const allow = ({ resource, name, operation }: Permission): Finding['fixes'][number] => ({
  kind: 'copy-command',
  command: 'allow',
  figures: { resource, name, operation },
});

const namesOf = (lacks: readonly Lack[], { resource }: Lack): readonly string[] =>
  lacks.filter(one => one.resource === resource).map(({ name }) => name);
