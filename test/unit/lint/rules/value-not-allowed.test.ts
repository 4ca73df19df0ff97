import { valueNotAllowed } from '../../../../src/lint/rules/value-not-allowed.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(valueNotAllowed, {
  finds: [
    {
      when: 'it is what the ZooKeeper-era clients called it',
      text: `${consumer}auto.offset.reset=smallest\n`,
      at: 'smallest',
      figures: { suggestion: 'earliest' },
      fixed: `${consumer}auto.offset.reset=earliest\n`,
    },
    {
      when: 'the case is wrong',
      text: `${consumer}isolation.level=READ_COMMITTED\n`,
      at: 'READ_COMMITTED',
      fixed: `${consumer}isolation.level=read_committed\n`,
    },
    {
      when: 'a distribution has its own word',
      text: `${consumer}security.protocol=PLAINTEXTSASL\n`,
      at: 'PLAINTEXTSASL',
      fixed: `${consumer}security.protocol=SASL_PLAINTEXT\n`,
    },
    { when: 'letters are wrong', text: '# kafka: producer\ncompression.type=snapy\n', at: 'snapy', figures: { suggestion: 'snappy' } },
    { when: 'there is no such number', text: '# kafka: producer\nacks=2\n', at: '2', says: 'all, -1, 0 or 1' },
    {
      when: 'newer clients have lost it and no version is named',
      text: '# kafka: streams\nprocessing.guarantee=exactly_once\n',
      at: 'exactly_once',
      severity: 'warning',
      figures: { lastVersion: '3.9', suggestion: 'exactly_once_v2' },
    },
    { when: 'this client has lost it', text: '# kafka: consumer java 3.9\nclient.dns.lookup=default\n', at: 'default' },
    {
      when: 'this client does not have it yet',
      text: '# kafka: consumer java 3.9\nauto.offset.reset=by_duration:PT1H\n',
      at: 'by_duration:PT1H',
      figures: { since: '4.0' },
    },
  ],
  staysQuiet: [
    { when: 'this one does not mind the case', text: `${consumer}security.protocol=sasl_ssl\n` },
    { when: 'a duration is given', text: `${consumer}auto.offset.reset=by_duration:PT1H\n` },
    { when: 'the client is old enough', text: '# kafka: streams java 3.9\nprocessing.guarantee=exactly_once\n' },
    { when: 'a placeholder stands there', text: `${consumer}auto.offset.reset=<earliest or latest>\n` },
  ],
});
