import { defineRule } from '../defineRule.ts';
import { compareVersions } from '../versions.ts';

/** Nothing can be committed without a group. Programs often name it in code, so this is no more than a hint. */
export const groupIdMissing = defineRule({
  id: 'group-id-missing',
  title: 'Group id is missing',
  severity: 'hint',
  libraries: ['java'],
  roles: ['consumer'],
  *check(config) {
    // A worker's or an application's nested consumers get their groups from it.
    if (config.isPart) return;
    const groupId = config.written('groupId');
    if (groupId?.value === '') yield { range: groupId.keyRange, severity: 'information', figures: { because: 'empty' } };
    // Since 2.2: "enable.auto.commit cannot be set to true when default group id (null) is used".
    const autoCommit = config.flag('autoCommit');
    const refuses = config.version === undefined || compareVersions(config.version, '2.2') >= 0;
    // Deserializers tell a whole configuration from a part that a program completes.
    const isWhole = config.written('bootstrapServers') && config.written('keyDeserializer') && config.written('valueDeserializer');
    if (!groupId && autoCommit?.entry && autoCommit.value && refuses && isWhole)
      yield { range: autoCommit.entry.valueRange, figures: { because: 'auto-commit' } };
  },
});
