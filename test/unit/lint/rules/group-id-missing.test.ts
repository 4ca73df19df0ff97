import { groupIdMissing } from '../../../../src/lint/rules/group-id-missing.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';
const kafka = 'org.apache.kafka.common.serialization';
const whole = `${consumer}bootstrap.servers=b:9092\nkey.deserializer=${kafka}.StringDeserializer\nvalue.deserializer=${kafka}.StringDeserializer\n`;

lintTest(groupIdMissing, {
  finds: [
    {
      when: 'automatic commits have no group',
      text: `${whole}enable.auto.commit=true\n`,
      at: 'true',
      says: 'unless the program names one',
    },
    { when: 'it is empty', text: `${consumer}group.id=\n`, at: 'group.id', severity: 'information', says: 'refuses to start' },
  ],
  staysQuiet: [
    { when: 'there is a group', text: `${whole}group.id=billing\nenable.auto.commit=true\n` },
    { when: 'the file is only a part', text: `${consumer}bootstrap.servers=b:9092\nenable.auto.commit=true\n` },
    { when: 'nothing is committed', text: `${whole}enable.auto.commit=false\n` },
    { when: 'the client is older than 2.2', text: `# kafka: consumer java 2.1\n${whole}enable.auto.commit=true\n` },
    { when: "the consumers are a worker's", text: 'offset.storage.topic=o\nbootstrap.servers=b:9092\nconsumer.enable.auto.commit=true\n' },
  ],
});
