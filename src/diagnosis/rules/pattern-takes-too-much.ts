import type { ClientFile, ClientFileSetting } from '../../model/clientFile.ts';
import type { Group } from '../../model/group.ts';
import { type FoundSetting, openAt } from '../clientSettings.ts';
import { describedBy, isConsumerGroup } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** A subscription by pattern takes topics that look as if they were meant for somebody else: retries, dead letters, backups. */
export const patternTakesTooMuch = defineRule({
  id: 'pattern-takes-too-much',
  needs: ['group'],
  uses: ['clientFiles'],
  diagnose: ({ group, clientFiles, now }) => {
    if (!isConsumerGroup(group)) return [];
    const found = patternIn(clientFiles);
    return [...patternsOf(group, found?.setting ?? null)].flatMap(([pattern, topics]) => {
      const unwanted = topics.filter(looksUnwanted);
      // A program of the retries alone was meant for them.
      if (unwanted.length === 0 || unwanted.length === topics.length) return [];
      const source = describedBy(group);
      return [
        {
          severity: 'warning' as const,
          confidence: 'likely' as const,
          subject: group.groupId,
          figures: { pattern, topics, unwanted },
          evidence: [fact('pattern-takes', { pattern, topics }, source, now)],
          fixes: found && found.setting.value === pattern ? [openAt(found)] : [],
        },
      ];
    });
  },
});

/**
 * By pattern the topics that it takes, as the cluster says: a KIP-848 member's are those that it was given, a classic one's
 * are in its subscription, where its client has put them; only its file knows the pattern.
 */
function patternsOf({ members, groupType }: Group, inFile: ClientFileSetting | null): ReadonlyMap<string, readonly string[]> {
  const taken = new Map<string, Set<string>>();
  for (const { subscribedRegex, subscription, assignment } of members) {
    const pattern = subscribedRegex ?? (groupType === 'classic' ? (inFile?.value ?? null) : null);
    if (pattern === null) continue;
    const topics = subscribedRegex === null ? (subscription.value ?? []) : (assignment.value ?? []).map(({ topic }) => topic);
    const all = taken.get(pattern) ?? new Set();
    for (const topic of topics) all.add(topic);
    taken.set(pattern, all);
  }
  return new Map([...taken].map(([pattern, topics]) => [pattern, [...topics].sort()]));
}

/** A pattern as applications name theirs: `topics.regex`, `topic.pattern`, `app.topics.regexp`. */
function patternIn(files: readonly ClientFile[]): FoundSetting | null {
  for (const { file, settings } of files) {
    const setting = settings.find(({ key }) => /(^|[._-])topics?[._-]?(pattern|regexp?)$/i.test(key));
    if (setting) return { file: setting.file ?? file, setting };
  }
  return null;
}

/** By the names that frameworks and people give to such topics: Spring's `-retry-0` and `-dlt`, Streams' `-changelog`, `_tmp`, `.bak`. */
const looksUnwanted = (topic: string): boolean =>
  /(^|[._-])(retry|retries|dlt|dlq|dead[._-]?letters?|error|errors|backup|bak|old|tmp|temp|test|changelog|repartition|internal)([._-]?\d+)?($|[._-])/i.test(
    topic,
  ) || topic.startsWith('__');
