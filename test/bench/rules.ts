// How long the rules take: the linter on a file of 300 lines, the diagnosis of a group of 1,000 partitions.
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { lintWith } from '../../src/lint/lint.ts';
import { readProperties } from '../../src/lint/readers/properties.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { group, member, partition, snapshot, watched } from '../support/snapshots.ts';
import { median, table } from '../support/table.ts';
import { traffic } from '../support/traffic.ts';

const file = [
  'bootstrap.servers=a:9092',
  'group.id=g',
  ...Array.from({ length: 100 }, (_, n) => `# setting ${n}\napplication.key.${n}=value\nsession.timeout.ms=${n}`),
].join('\n');

const names = Array.from({ length: 1_000 }, (_, n) => `orders-${n}`);
const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const large = snapshot({
  samples: watched(group([member('billing-1', names)]), second => Object.fromEntries(names.map(name => [name, fine(second)]))),
  topics: names.map(name => partition(name)),
});

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
    ],
  ),
);
