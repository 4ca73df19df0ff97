import { deprecatedKey } from '../../../../src/lint/rules/deprecated-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

lintTest(deprecatedKey, {
  finds: [
    {
      when: 'another name took over',
      text: '# kafka: streams\ncache.max.bytes.buffering=0\n',
      at: 'cache.max.bytes.buffering',
      fixed: '# kafka: streams\nstatestore.cache.max.bytes=0\n',
    },
    { when: 'the client still has it', text: '# kafka: producer java 0.10.2\nblock.on.buffer.full=true\n', at: 'block.on.buffer.full' },
  ],
  staysQuiet: [
    { when: 'its successor is not there yet', text: '# kafka: streams java 3.4\ncache.max.bytes.buffering=0\n' },
    { when: 'it is gone, which another rule says', text: '# kafka: producer\nblock.on.buffer.full=true\n' },
  ],
});
