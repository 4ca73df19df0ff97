import { consuming, defineRule } from '../defineRule.ts';

/** Cooperative rebalancing only happens when every listed assignor can do it; one eager one behind it takes it back. */
export const assignorMixed = defineRule({
  id: 'assignor-mixed',
  title: 'Eager assignor behind a cooperative one',
  severity: 'information',
  roles: consuming,
  *check(config) {
    const assignors = config.text('assignors');
    if (!assignors?.entry) return;
    const names = assignors.value.split(',').map(name => name.trim().split('.').at(-1) ?? '');
    if (config.library === 'librdkafka') {
      const [cooperative, eager] = [
        names.find(name => name === 'cooperative-sticky'),
        names.find(name => name === 'range' || name === 'roundrobin'),
      ];
      if (cooperative === undefined || eager === undefined) return;
      yield { range: assignors.entry.valueRange, severity: 'error', figures: { cooperative, eager, refused: true } };
      return;
    }
    const [first = '', ...others] = names;
    // [Range, CooperativeSticky], the default since 3.0, is the documented way over and says what it means.
    const eager = others.find(name => eagerAssignors.has(name));
    if (first !== 'CooperativeStickyAssignor' || eager === undefined) return;
    yield { range: assignors.entry.valueRange, figures: { cooperative: first, eager, refused: false } };
  },
});

const eagerAssignors: ReadonlySet<string> = new Set(['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor']);
