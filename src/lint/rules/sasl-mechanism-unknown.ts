import { defineRule } from '../defineRule.ts';
import { setValue } from '../fixes.ts';
import { spellings } from '../spelling.ts';
import { commentIn, quotesAround } from '../valueShapes.ts';

/** What Kafka has, and what the great clouds add. */
const mechanisms: readonly string[] = ['PLAIN', 'GSSAPI', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'AWS_MSK_IAM'];

/** Mechanism names are case-sensitive, and the client takes any: only the broker says no. */
export const saslMechanismUnknown = defineRule({
  id: 'sasl-mechanism-unknown',
  title: 'SASL mechanism that no broker offers',
  severity: 'error',
  *check(config) {
    const mechanism = config.text('saslMechanism');
    if (!mechanism?.entry || mechanism.value === '' || mechanisms.includes(mechanism.value)) return;
    if (commentIn(mechanism.value) || quotesAround(mechanism.value) !== undefined) return;
    const suggestion = spellings(mechanisms).closest(mechanism.value);
    // Somebody's own mechanism is possible.
    if (suggestion === undefined) return;
    yield {
      range: mechanism.entry.valueRange,
      figures: { mechanism: mechanism.value, suggestion },
      fixes: [setValue(config, mechanism.entry, suggestion, { safe: true })],
    };
  },
});
