import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { CopyCommand } from '../../../src/model/finding.ts';
import { commandLine, type CommandContext, quoted } from '../../../src/report/commands.ts';

const plain: CommandContext = { bootstrapServers: ['broker-1:9092', 'broker-2:9092'] };
const copy = (it: Omit<CopyCommand, 'kind'>): CopyCommand => ({ kind: 'copy-command', ...it }) as CopyCommand;

describe('a command to copy', () => {
  const cases: readonly (readonly [CopyCommand, CommandContext, string])[] = [
    [
      copy({ command: 'describe-group', figures: { groupId: 'orders-billing' } }),
      plain,
      'kafka-consumer-groups.sh --bootstrap-server broker-1:9092,broker-2:9092 --describe --group orders-billing',
    ],
    [
      copy({ command: 'describe-group', figures: { groupId: "Bob's group; rm -rf /" } }),
      { bootstrapServers: ['b:9092'] },
      `kafka-consumer-groups.sh --bootstrap-server b:9092 --describe --group 'Bob'\\''s group; rm -rf /'`,
    ],
    [
      copy({ command: 'describe-group', figures: { groupId: "it's\u0003\nrm -rf /\n\u009b" } }),
      { bootstrapServers: ['b:9092'] },
      `kafka-consumer-groups.sh --bootstrap-server b:9092 --describe --group $'it\\'s\\003\\012rm -rf /\\012\\302\\233'`,
    ],
    [
      copy({ command: 'read-record', figures: { topic: 'orders', partition: 2, offset: 184_211n } }),
      { bootstrapServers: ['b:9093'], secured: true },
      'kafka-console-consumer.sh --bootstrap-server b:9093 --consumer.config client.properties --topic orders --partition 2 --offset 184211 --max-messages 1',
    ],
    [
      copy({ command: 'allow', figures: { resource: 'topic', name: 'refunds', operation: 'DESCRIBE' } }),
      { bootstrapServers: ['b:9093'], secured: true, username: 'ci-reader' },
      'kafka-acls.sh --bootstrap-server b:9093 --command-config client.properties --add --allow-principal User:ci-reader --operation DESCRIBE --topic refunds',
    ],
    [
      copy({ command: 'allow', figures: { resource: 'cluster', name: 'kafka-cluster', operation: 'DESCRIBE' } }),
      { bootstrapServers: [] },
      'kafka-acls.sh --bootstrap-server HOST:PORT --add --allow-principal User:NAME --operation DESCRIBE --cluster',
    ],
  ];
  it('names the same group to a shell, whatever is in its name', () => {
    const names = ['a b', "it's", 'tab\there', "\u0003\n\\'`$(ls)\u007f\u009b", '$HOME', 'naïve 🐌'];
    const printed = spawnSync('bash', ['-c', `printf '%s\\0' ${names.map(quoted).join(' ')}`], { encoding: 'utf8' });
    assert.deepEqual(printed.stdout.split('\0').slice(0, -1), names);
  });
  for (const [command, context, line] of cases) it(`is ${line}`, () => assert.equal(commandLine(command, context), line));
});
