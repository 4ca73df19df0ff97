import { idempotenceConflict } from '../../../../src/lint/rules/idempotence-conflict.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(idempotenceConflict, {
  finds: [
    {
      when: 'only the leader acknowledges',
      text: `${producer}enable.idempotence=true\nacks=1\n`,
      at: '1',
      figures: { because: 'idempotence' },
      fixed: `${producer}enable.idempotence=true\nacks=all\n`,
    },
    { when: 'nothing is tried again', text: `${producer}enable.idempotence=true\nretries=0\n`, at: '0', says: 'at least 1' },
    {
      when: 'too much is in flight',
      text: `${producer}enable.idempotence=true\nmax.in.flight.requests.per.connection=10\n`,
      at: '10',
      says: 'at most 5',
    },
    {
      when: 'transactions are without it',
      text: `${producer}transactional.id=t\nenable.idempotence=false\n`,
      at: 'false',
      figures: { because: 'transactions' },
    },
    { when: 'a transaction is not acknowledged by all', text: `${producer}transactional.id=t\nacks=1\n`, at: '1' },
    {
      when: 'it is on by default and too much is in flight',
      text: `${producer}max.in.flight.requests.per.connection=10\n`,
      at: '10',
      severity: 'warning',
      says: 'Since 4.0',
    },
    { when: 'the client is a 4.1', text: '# kafka: producer java 4.1\nmax.in.flight.requests.per.connection=6\nacks=1\n', at: '6' },
  ],
  staysQuiet: [
    { when: 'librdkafka is not idempotent by default', text: '# kafka: producer librdkafka\nmax.in.flight=1000\nlinger.ms=5\n' },
    { when: 'five are in flight', text: `${producer}enable.idempotence=true\nmax.in.flight.requests.per.connection=5\nacks=-1\n` },
    { when: 'it is off', text: `${producer}enable.idempotence=false\nmax.in.flight.requests.per.connection=10\nacks=1\n` },
    { when: 'nobody asked for it', text: `${producer}acks=1\n` },
    { when: 'the client switches it off silently', text: '# kafka: producer java 3.9\nmax.in.flight.requests.per.connection=10\n' },
  ],
});
