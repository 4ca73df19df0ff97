import { fetchWaitExceedsRequestTimeout } from '../../../../src/lint/rules/fetch-wait-exceeds-request-timeout.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(fetchWaitExceedsRequestTimeout, {
  finds: [
    { when: 'the broker may wait for longer', text: `${consumer}fetch.max.wait.ms=60000\n`, at: '60000', figures: { requestMs: 30_000 } },
    { when: 'the request timeout is as short', text: `${consumer}request.timeout.ms=500\n`, at: '500', figures: { waitMs: 500 } },
  ],
  staysQuiet: [
    { when: 'there is room', text: `${consumer}fetch.max.wait.ms=900\nrequest.timeout.ms=1000\n` },
    { when: 'seconds were meant, which another rule says', text: `${consumer}request.timeout.ms=30\n` },
  ],
});
