import type { Fix } from '../../model/finding.ts';
import { similarNames } from '../../model/similarNames.ts';
import type { RelatedGroup } from '../../model/snapshot.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** The group has no commits, and another one that nobody is in any more has some on the same topics: a new group.id begins anew. */
export const groupRenamed = defineRule({
  id: 'group-renamed',
  needs: ['existence', 'relatedGroups'],
  uses: ['clientFiles'],
  diagnose: ({ existence, relatedGroups, clientFiles, groupId, now }) => {
    // A name that nothing uses is a mistyped one: group-does-not-exist says so.
    if (existence === 'does-not-exist' && clientFiles.length === 0) return [];
    const left = relatedGroups.filter(
      ({ groupState, commits }) => groupState === 'Empty' && commits.some(({ committed }) => committed.value),
    );
    const similar = similarNames(
      groupId,
      left.map(other => other.groupId),
    );
    const place = ({ groupId: name }: RelatedGroup) => (similar.includes(name) ? similar.indexOf(name) : similar.length);
    const others = [...left].sort((a, b) => place(a) - place(b) || b.commits.length - a.commits.length);
    const [first] = others;
    if (!first) return [];
    const isSimilar = similar.includes(first.groupId);
    const reset = settingIn(clientFiles, 'offsetReset');
    return [
      {
        severity: isSimilar ? 'warning' : 'information',
        confidence: isSimilar ? 'likely' : 'possible',
        subject: groupId,
        figures: {
          groupId,
          others: others.map(other => other.groupId),
          partitions: committedIn(first).length,
          isSimilar,
          exists: existence === 'exists',
          reset: reset?.setting.value ?? null,
        },
        evidence: [
          fact('no-commit-of-its-own', { groupId }, 'OffsetFetch', now),
          ...others.slice(0, SHOWN_PARTITIONS).map(other => {
            const committed = committedIn(other);
            const topics = [...new Set(committed.map(({ topic }) => topic))];
            return fact(
              'other-group-has-commits',
              { groupId: other.groupId, state: other.groupState, partitions: committed.length, topics },
              'ListGroups, OffsetFetch',
              now,
            );
          }),
          ...(reset ? [fact('file-says', { file: reset.file, key: reset.setting.key, value: reset.setting.value }, 'Workspace', now)] : []),
        ],
        fixes: [
          { kind: 'explain-start', groupId },
          ...others.slice(0, SHOWN_PARTITIONS).map((other): Fix => ({ kind: 'diagnose-group', groupId: other.groupId })),
          ...(reset ? [openAt(reset)] : []),
        ],
      },
    ];
  },
});

const committedIn = ({ commits }: RelatedGroup) => commits.filter(({ committed }) => committed.value);
