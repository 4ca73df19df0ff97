import { groupProtocolRefusedKey } from '../../../../src/lint/rules/group-protocol-refused-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(groupProtocolRefusedKey, {
  finds: [
    {
      when: 'the broker decides these for the group',
      text: `${consumer}group.protocol=CONSUMER\nsession.timeout.ms=45000\nheartbeat.interval.ms=3000\n`,
      at: ['session.timeout.ms', 'heartbeat.interval.ms'],
      figures: { protocol: 'consumer' },
      fixed: `${consumer}group.protocol=CONSUMER\nheartbeat.interval.ms=3000\n`,
    },
    {
      when: 'the classic protocol has no remote assignor',
      text: `${consumer}group.remote.assignor=uniform\n`,
      at: 'group.remote.assignor',
      figures: { protocol: 'classic' },
    },
  ],
  staysQuiet: [
    { when: 'the protocol is the classic one', text: `${consumer}group.protocol=classic\nsession.timeout.ms=45000\n` },
    {
      when: 'the client is a 3.9, which ignores them',
      text: '# kafka: consumer java 3.9\ngroup.protocol=consumer\nsession.timeout.ms=45000\n',
    },
    { when: 'the remote assignor goes with the protocol', text: `${consumer}group.protocol=consumer\ngroup.remote.assignor=uniform\n` },
    { when: 'a placeholder decides', text: `${consumer}group.protocol=\${PROTOCOL}\ngroup.remote.assignor=uniform\n` },
  ],
});
