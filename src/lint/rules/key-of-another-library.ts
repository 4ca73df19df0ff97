import { defineRule } from '../defineRule.ts';
import { javaFacts } from '../facts/javaFacts.ts';
import { javaMeanings, type Meaning } from '../facts/meanings.ts';
import { renameKey } from '../fixes.ts';

/** `max.poll.records` for a client in Python, Go or .NET: "No such configuration property", and it does not start. */
export const keyOfAnotherLibrary = defineRule({
  id: 'key-of-another-library',
  title: 'Setting of the Java client',
  // The file may be another program's, which picks what it needs.
  severity: 'warning',
  libraries: ['librdkafka'],
  *check(config, facts) {
    for (const entry of config.entries) {
      if (!entry.key.includes('.') || facts.key(config.role, entry.key) !== undefined || facts.isEcosystem(entry.key)) continue;
      // A key that librdkafka has for another kind of client is key-of-another-role's matter.
      if (facts.owners(entry.key).some(owner => owner === 'consumer' || owner === 'producer')) continue;
      const isJavas = (['consumer', 'producer', 'admin'] as const).some(role => javaFacts.key(role, entry.key) !== undefined);
      if (!isJavas) continue;
      const instead = meaningOf(entry.key) && facts.spelling(meaningOf(entry.key) ?? 'clientId')?.key;
      yield {
        range: entry.keyRange,
        figures: { key: entry.writtenKey, instead: instead === undefined ? null : config.spell(instead, entry) },
        fixes: instead === undefined || !sameUnit.has(entry.key) || config.entry(instead) ? [] : [renameKey(config, entry, instead)],
      };
    }
  },
});

const meaningOf = (key: string): Meaning | undefined =>
  (Object.keys(javaMeanings) as Meaning[]).find(meaning => javaMeanings[meaning] === key);

/** Of these the value can stay as it is. */
const sameUnit: ReadonlySet<string> = new Set(['request.timeout.ms', 'fetch.max.wait.ms', 'max.request.size']);
