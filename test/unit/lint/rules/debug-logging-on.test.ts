import { debugLoggingOn } from '../../../../src/lint/rules/debug-logging-on.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer librdkafka\nbootstrap.servers=kafka-1:9092\n';

lintTest(debugLoggingOn, {
  finds: [{ when: 'every message is logged', text: `${consumer}debug=cgrp,msg\n`, at: 'cgrp,msg', says: 'debug=msg', fixed: consumer }],
  staysQuiet: [
    { when: 'only rebalances are', text: `${consumer}debug=cgrp\n` },
    { when: 'the broker is on this machine', text: '# kafka: consumer librdkafka\nbootstrap.servers=localhost:9092\ndebug=all\n' },
    { when: 'a Java application calls something debug', text: '# kafka: consumer java\nbootstrap.servers=kafka-1:9092\ndebug=all\n' },
  ],
});
