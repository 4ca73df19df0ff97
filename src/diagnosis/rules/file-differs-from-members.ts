import type { ClientFile, ClientFileSetting } from '../../model/clientFile.ts';
import { memberNames } from '../../model/memberNames.ts';
import { differencesOf, type FileDifference } from '../fileDifferences.ts';
import { isMemberOf } from '../clientFileOf.ts';
import { openAt } from '../clientSettings.ts';
import { describedBy } from '../partitions.ts';
import { type Conclusion, defineRule, fact } from '../rule.ts';

/** What runs was started with other settings than the workspace's file has: not deployed yet, overridden, or another file. */
export const fileDiffersFromMembers = defineRule({
  id: 'file-differs-from-members',
  needs: ['group', 'clientFiles'],
  uses: ['offsetsLog'],
  diagnose: ({ group, clientFiles, offsetsLog, now }) => {
    if (group.members.length === 0 || group.groupState !== 'Stable') return [];
    const names = memberNames(group.members);
    return clientFiles.flatMap((client): readonly Conclusion<'file-differs-from-members'>[] => {
      const all = differencesOf(group, client, offsetsLog[0] ?? null);
      const differences = all.differences.filter(one => !clientFiles.some(other => other !== client && runsAs(other, one)));
      const lacking = all.lacksLog ? [{ lacks: 'offsetsLog' as const }] : [];
      const [first] = differences;
      if (!first) return lacking;
      const { file } = client;
      return [
        {
          // No fault by itself: beside one it may be the reason, alone it may be another environment's file.
          severity: 'information',
          confidence: isMemberOf(group, client) === 'unknown' ? 'likely' : 'proven',
          subject: file,
          figures: {
            file,
            members: group.members.length,
            keys: differences.map(({ setting }) => setting.key),
            ...{ written: first.setting.value, running: first.running, absent: first.kind === 'absent' },
          },
          evidence: differences
            .slice(0, 4)
            .flatMap(({ setting, running, memberId, kind, source }) => [
              fact('file-says', { file: setting.file ?? file, key: setting.key, value: setting.value }, 'Workspace file', now),
              kind === 'absent'
                ? fact('no-member-has', { key: setting.key, value: setting.value, members: group.members.length }, describedBy(group), now)
                : fact(
                    'runs-with',
                    { who: memberId === null ? group.groupId : (names.get(memberId) ?? memberId), value: running },
                    source ?? describedBy(group),
                    now,
                  ),
            ]),
          fixes: differences.slice(0, 3).map(({ setting }) => openAt({ file: setting.file ?? file, setting })),
        },
        ...lacking,
      ];
    });
  },
});

/** Another profile, or another file of the same group, says what runs: then that is the one which runs. */
function runsAs({ settings }: ClientFile, { setting, running }: FileDifference): boolean {
  return settings.some(other => sameSetting(other, setting) && (other.value === running || String(other.number) === running));
}

const sameSetting = (one: ClientFileSetting, other: ClientFileSetting): boolean =>
  one.meaning === undefined ? one.key === other.key : one.meaning === other.meaning;
