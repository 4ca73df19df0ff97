import { retriesOff } from '../../../../src/lint/rules/retries-off.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(retriesOff, {
  finds: [
    { when: 'a producer gives up at once', text: `${producer}retries=0\nacks=all\n`, at: '0', fixed: `${producer}acks=all\n` },
    { when: 'a file for several clients has a producer in it', text: '# kafka: client\nacks=all\nretries=0\n', at: '0' },
  ],
  staysQuiet: [
    { when: 'it tries a few times', text: `${producer}retries=3\n` },
    { when: "it may be an admin client's", text: '# kafka: client\nbootstrap.servers=a:9092\nretries=0\n' },
    { when: 'the pair is refused, which another rule says', text: `${producer}retries=0\nenable.idempotence=true\n` },
  ],
});
