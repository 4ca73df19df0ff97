import { wrongType } from '../../../../src/lint/rules/wrong-type.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(wrongType, {
  finds: [
    {
      when: 'a blank that does not break stands behind the number, which nobody sees',
      text: '# kafka: consumer\nmax.poll.records=500\u00a0\n',
      at: '500\u00a0',
      says: '“500⟨U+00A0⟩” is not a whole number',
    },
    {
      when: 'librdkafka takes the digits and drops the unit',
      text: '# kafka: consumer librdkafka\nsession.timeout.ms=45s\n',
      at: '45s',
      severity: 'warning',
      says: 'is read as 45',
      fixed: '# kafka: consumer librdkafka\nsession.timeout.ms=45000\n',
    },
    {
      when: 'a unit stands behind the number',
      text: `${consumer}session.timeout.ms=45s\n`,
      at: '45s',
      fixed: `${consumer}session.timeout.ms=45000\n`,
      says: 'Did you mean 45000?',
    },
    {
      when: 'the number is divided',
      text: `${consumer}session.timeout.ms=45_000\n`,
      at: '45_000',
      fixed: `${consumer}session.timeout.ms=45000\n`,
    },
    {
      when: 'it has decimals',
      text: `${consumer}session.timeout.ms=45000.0\n`,
      at: '45000.0',
      fixed: `${consumer}session.timeout.ms=45000\n`,
    },
    { when: 'a size has a unit', text: `${consumer}fetch.max.bytes=10 MB\n`, at: '10 MB', fixed: `${consumer}fetch.max.bytes=10485760\n` },
    { when: 'yes stands for true', text: `${consumer}enable.auto.commit=yes\n`, at: 'yes', fixed: `${consumer}enable.auto.commit=true\n` },
    { when: 'nothing can be guessed', text: `${consumer}enable.auto.commit=maybe\n`, at: 'maybe', figures: { suggestion: null } },
    { when: 'half a second is no whole number', text: '# kafka: producer\nlinger.ms=0.5\n', at: '0.5' },
  ],
  staysQuiet: [
    {
      when: 'librdkafka has other words for true, and reads other numbers',
      text: '# kafka: consumer librdkafka\nenable.auto.commit=1\nenable.partition.eof=f\nsession.timeout.ms=0x1000\n',
    },
    { when: 'case and blanks do not matter', text: `${consumer}enable.auto.commit = TRUE  \nsession.timeout.ms= 45000 \n` },
    {
      when: 'a placeholder stands there',
      text: `${consumer}session.timeout.ms=\${SESSION}\nmax.poll.records={{ records }}\nfetch.min.bytes=@bytes@\n`,
    },
    { when: 'it is empty', text: `${consumer}max.poll.records=\n` },
    { when: 'a sign is read too', text: `${consumer}session.timeout.ms=+45000\n` },
    { when: 'it is quoted or commented, which other rules say', text: `${consumer}session.timeout.ms="45000"\nmax.poll.records=5 # few\n` },
    { when: 'the key is an application’s', text: `${consumer}poll.every=5s\n` },
  ],
});
