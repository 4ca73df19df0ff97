import { isLocalOnly } from '../bootstrap.ts';
import { areDifferentApplications, isCopyOrSample, sameCluster } from '../applications.ts';
import { topicNames } from '../topicNames.ts';
import { defineWorkspaceRule, placeIn } from '../workspace.ts';

/** Two applications in one group share the partitions, and each sees only a part of the records. */
export const groupIdShared = defineWorkspaceRule({
  id: 'group-id-shared',
  title: 'Two applications share a group',
  severity: 'information',
  roles: ['consumer'],
  *check(config, { fileName }, others) {
    const group = config.written('groupId');
    if (!group || group.placeholder || group.value === '' || isCopyOrSample(fileName) || isLocalOnly(config)) return;
    const own = topicNames(config);
    for (const other of others) {
      if (!areDifferentApplications(fileName, other.fileName) || isCopyOrSample(other.fileName)) continue;
      for (const theirs of other.configurations) {
        const same = theirs.role === 'consumer' ? theirs.written('groupId') : undefined;
        if (same?.value !== group.value || sameCluster(config, theirs) === false) continue;
        const topics = topicNames(theirs);
        const apart = own.length > 0 && topics.length > 0 && !topics.some(topic => own.includes(topic));
        yield {
          range: group.valueRange,
          severity: apart ? 'warning' : 'information',
          figures: { groupId: group.value, fileName: other.fileName, topicsDiffer: apart },
          related: [{ range: placeIn(other, same.valueRange), says: { kind: 'also-here', key: same.writtenKey } }],
        };
        return;
      }
    }
  },
});
