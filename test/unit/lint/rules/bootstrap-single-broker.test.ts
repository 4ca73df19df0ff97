import { bootstrapSingleBroker } from '../../../../src/lint/rules/bootstrap-single-broker.ts';
import { asked, liveLintTest } from '../../../support/liveLintTest.ts';

const broker = (nodeId: number) => ({ nodeId, host: `kafka-${nodeId}`, port: 9092, rack: null });
const cluster = asked({ brokers: [broker(1), broker(2), broker(3)] });
const consumer = (servers: string) => `# kafka: consumer\nbootstrap.servers=${servers}\n`;

liveLintTest(bootstrapSingleBroker, {
  page: cluster,
  finds: [{ when: 'one of three brokers is named', text: consumer('kafka-1:9092'), cluster, at: 'kafka-1:9092', says: 'has 3 brokers' }],
  staysQuiet: [
    { when: 'two are named', text: consumer('kafka-1:9092,kafka-2:9092'), cluster },
    { when: 'the name is a load balancer’s', text: consumer('kafka.example.com:9092'), cluster },
    { when: 'the cluster has just one', text: consumer('kafka-1:9092'), cluster: asked({ brokers: [broker(1)] }) },
  ],
});
