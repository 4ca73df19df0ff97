// How long the rules take: the linter on a file of 300 lines, the diagnosis of a group of 1,000 partitions.
import { diagnose, diagnosing } from '../../src/diagnosis/diagnose.ts';
import { lintWith } from '../../src/lint/lint.ts';
import { readProperties } from '../../src/lint/readers/properties.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { group, member, type Offsets, partition, snapshot, watched } from '../support/snapshots.ts';
import { median, table } from '../support/table.ts';
import { traffic } from '../support/traffic.ts';

const file = [
  'bootstrap.servers=a:9092',
  'group.id=g',
  ...Array.from({ length: 100 }, (_, n) => `# setting ${n}\napplication.key.${n}=value\nsession.timeout.ms=${n}`),
].join('\n');

const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const uncommitted = (second: number) => ({ committed: null, end: BigInt(20 * second) });
const groupOf = (partitions: number, offsets: (second: number) => Offsets = fine): Snapshot => {
  const names = Array.from({ length: partitions }, (_, n) => `orders-${n}`);
  return snapshot({
    samples: watched(group([member('billing-1', names)]), second => Object.fromEntries(names.map(name => [name, offsets(second)]))),
    topics: names.map(name => partition(name)),
  });
};
const large = groupOf(1_000);

/** Of the steps between which everybody else gets the thread. */
const longestStep = (snapshots: readonly Snapshot[]): string => {
  const longest = snapshots.map(one => {
    const steps = diagnosing(one);
    for (let worst = 0; ;) {
      const start = performance.now();
      const { done } = steps.next();
      worst = Math.max(worst, performance.now() - start);
      if (done) return worst;
    }
  });
  return `${median(longest).toFixed(1)} ms`;
};
const thrice = (make: () => Snapshot) => Array.from({ length: 3 }, make);

const milliseconds = (work: () => unknown): string => {
  for (let warm = 0; warm < 5; warm++) work();
  const times = Array.from({ length: 31 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return `${median(times).toFixed(1)} ms`;
};

console.log(
  table(
    ['rules', 'median'],
    [
      ['lint of 300 lines', milliseconds(() => lintWith(rules, readProperties(file)))],
      ['diagnosis of 1,000 partitions', milliseconds(() => diagnose(large))],
      ['diagnosis of 5,000 partitions, longest step', longestStep(thrice(() => groupOf(5_000)))],
      ['diagnosis of 5,000 without a commit, longest step', longestStep(thrice(() => groupOf(5_000, uncommitted)))],
    ],
  ),
);
