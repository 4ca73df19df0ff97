import type { ClientFile } from '../../model/clientFile.ts';
import type { Fix } from '../../model/finding.ts';
import { similarNames } from '../../model/similarNames.ts';
import { type FoundSetting, openAt } from '../clientSettings.ts';
import { SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Nobody has committed or joined under this name: a typing error, another cluster, or commits that expired. */
export const groupDoesNotExist = defineRule({
  id: 'group-does-not-exist',
  needs: ['existence'],
  uses: ['groupIds', 'clientFiles', 'topicNames', 'failures'],
  diagnose: ({ existence, groupIds, clientFiles, topicNames, failures, groupId, now }) => {
    if (existence === 'exists') return [];
    const similar = similarNames(groupId, groupIds);
    // A list that leaves out what this login may not see proves nothing.
    const listIsWhole = topicNames.length > 0 && !failures.some(({ part }) => part === 'topicNames');
    const absent = listIsWhole ? topicsNamedIn(clientFiles).filter(({ topic }) => !topicNames.includes(topic)) : [];
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: groupId,
        figures: { groupId, similar, missingTopics: [...new Set(absent.map(({ topic }) => topic))] },
        evidence: [
          fact('coordinator-does-not-know-it', { groupId }, 'DescribeGroups', now),
          ...(groupIds.length > 0 ? [fact('not-in-list', { groups: groupIds.length }, 'ListGroups', now)] : []),
          ...absent
            .slice(0, SHOWN_PARTITIONS)
            .flatMap(({ topic, file, setting }) => [
              fact('file-says', { file: setting.file ?? file, key: setting.key, value: setting.value }, 'Workspace file', now),
              fact('topic-is-not-there', { topic }, 'Metadata', now),
            ]),
        ],
        fixes: [
          ...absent.slice(0, 1).map(found => openAt(found)),
          ...similar.map((name): Fix => ({ kind: 'diagnose-group', groupId: name })),
          { kind: 'copy-command', command: 'list-groups', figures: {} },
        ],
      },
    ];
  },
});

/** Topics as applications name what they read: `orders.topic`, `topics`, `destination`. What a framework makes for itself is left out. */
function topicsNamedIn(files: readonly ClientFile[]): readonly (FoundSetting & { readonly topic: string })[] {
  return files.flatMap(({ file, settings }) =>
    settings.flatMap(setting => {
      if (!/(^|[._-])(topics?|topics?[._-]?names?|destination)$/i.test(setting.key) || /storage|dead.?letter|dlq|dlt/i.test(setting.key))
        return [];
      return setting.value
        .split(',')
        .map(name => name.trim())
        .filter(name => /^[\w.-]{1,249}$/.test(name) && /[a-z]/i.test(name))
        .map(topic => ({ topic, file, setting }));
    }),
  );
}
