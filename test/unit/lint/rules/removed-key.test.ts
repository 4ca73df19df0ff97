import { removedKey } from '../../../../src/lint/rules/removed-key.ts';
import { lintTest } from '../../../support/lintTest.ts';

const producer = '# kafka: producer\n';

lintTest(removedKey, {
  finds: [
    {
      when: 'newer clients have lost it',
      text: `${producer}block.on.buffer.full=true\n`,
      at: 'block.on.buffer.full',
      figures: { lastVersion: '0.10.2', replacedBy: 'max.block.ms' },
    },
    {
      when: 'it is a part of one that is gone',
      text: 'offset.storage.topic=o\ninternal.key.converter.schemas.enable=false\n',
      at: 'internal.key.converter.schemas.enable',
      figures: { lastVersion: '2.8' },
    },
    {
      when: 'only its name has changed',
      text: 'clusters=a,b\na.bootstrap.servers=a:9092\ntopics.blacklist=x\n',
      at: 'topics.blacklist',
      fixed: 'clusters=a,b\na.bootstrap.servers=a:9092\ntopics.exclude=x\n',
    },
  ],
  staysQuiet: [
    { when: 'the client is that old', text: '# kafka: producer java 0.10.2\nblock.on.buffer.full=true\n' },
    { when: 'the key is alive', text: `${producer}max.block.ms=1000\n` },
    {
      when: 'another kind of connector took it over',
      text: 'clusters=a,b\na.bootstrap.servers=a:9092\na->b.emit.checkpoints.enabled=true\n',
    },
  ],
});
