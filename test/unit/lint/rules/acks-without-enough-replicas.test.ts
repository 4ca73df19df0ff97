import { acksWithoutEnoughReplicas } from '../../../../src/lint/rules/acks-without-enough-replicas.ts';
import { asked, liveLintTest, topic, topicSettings } from '../../../support/liveLintTest.ts';

const producer = '# kafka: producer\nacks=all\n';
const minIsr = (name: string, value: number) => topicSettings(name, { 'min.insync.replicas': String(value) });
const cluster = asked({
  topics: [topic('orders'), topic('ledger'), topic('clicks'), topic('limping', { isr: [1] }), topic('local', { replicas: [1], isr: [1] })],
  topicConfigs: [minIsr('orders', 2), minIsr('ledger', 3), minIsr('clicks', 1), minIsr('limping', 2), minIsr('local', 1)],
});

liveLintTest(acksWithoutEnoughReplicas, {
  page: cluster,
  finds: [
    { when: 'writes fail as soon as one broker is down', text: `${producer}topic=ledger\n`, cluster, at: 'ledger' },
    { when: 'they fail now', text: `${producer}topic=limping\n`, cluster, at: 'limping', severity: 'error', says: 'NOT_ENOUGH_REPLICAS' },
    {
      when: 'the leader alone is enough',
      text: `${producer}topic=clicks\n`,
      cluster,
      at: 'clicks',
      severity: 'information',
      says: 'min.insync.replicas=1',
    },
  ],
  staysQuiet: [
    { when: 'one of three may fail', text: `${producer}topic=orders\n`, cluster },
    { when: 'it is a cluster of one broker', text: `${producer}topic=local\n`, cluster },
    { when: 'the producer does not ask all replicas', text: '# kafka: producer\nacks=1\ntopic=ledger\n', cluster },
    { when: 'nobody wrote acks and the leader alone is enough', text: '# kafka: producer\ntopic=clicks\n', cluster },
  ],
});
