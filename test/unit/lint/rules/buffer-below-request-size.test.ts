import { bufferBelowRequestSize } from '../../../../src/lint/rules/buffer-below-request-size.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(bufferBelowRequestSize, {
  finds: [
    {
      when: 'larger records are refused',
      text: `${producer}buffer.memory=10240\n`,
      at: '10240',
      figures: { requestBytes: 1_048_576 },
      fixed: producer,
    },
  ],
  staysQuiet: [
    { when: 'it is the default', text: `${producer}buffer.memory=33554432\n` },
    { when: 'it is a megabyte of the other kind', text: `${producer}buffer.memory=1000000\n` },
    { when: 'records are small by agreement', text: `${producer}buffer.memory=10240\nmax.request.size=2048\n` },
  ],
});
