import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { isReportedAsSeconds } from '../units.ts';

/** What a restart of an application in a container takes at least, more often than not. */
const restartMs = 30_000;

/** A static member keeps its partitions over a restart that ends within its session; a short session undoes that. */
export const staticMembershipWithShortSession = defineRule({
  id: 'static-membership-with-short-session',
  title: 'Static membership with a session shorter than a restart',
  severity: 'information',
  roles: consuming,
  *check(config, facts) {
    const instance = config.written('groupInstanceId');
    const session = config.number('sessionTimeout');
    if (!instance || instance.value === '' || !session?.entry || session.value >= restartMs) return;
    if (usesConsumerProtocol(config) || isReportedAsSeconds(config, facts, 'sessionTimeout')) return;
    yield { range: session.entry.valueRange, figures: { sessionMs: session.value }, related: comparedWith(instance) };
  },
});
