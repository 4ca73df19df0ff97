import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';

const told = async (text: string): Promise<{ problems: string[]; unused: (readonly string[])[] }> => {
  const { problems, unusedSuppressions } = await lint(`# kafka: producer\nbootstrap.servers=a:9092\n${text}`);
  return { problems: problems.map(({ ruleId }) => ruleId), unused: unusedSuppressions.map(({ ids }) => ids) };
};

describe('a suppression comment', () => {
  it('keeps one rule quiet on the next line, for a reason', async () => {
    assert.deepEqual(await told('# kafka-lint-disable-next-line acks-weak -- metrics may be lost\nacks=1\n'), { problems: [], unused: [] });
    assert.deepEqual(await told('# kafka-lint-disable-next-line acks-weak -- metrics\n# and another remark\nacks=1\n'), {
      problems: [],
      unused: [],
    });
  });

  it('speaks of that line alone', async () => {
    assert.deepEqual(await told('# kafka-lint-disable-next-line acks-weak\nlinger.ms=5\nacks=1\n'), {
      problems: ['acks-weak'],
      unused: [['acks-weak']],
    });
  });

  it('keeps a rule quiet in the whole file', async () => {
    assert.deepEqual(await told('acks=1\n# kafka-lint-disable acks-weak -- metrics\n'), { problems: [], unused: [] });
  });

  it('keeps every rule quiet when it names none', async () => {
    assert.deepEqual(await told('# kafka-lint-disable -- made by a tool\nacks=1\nlinger.ms=abc\n'), { problems: [], unused: [] });
  });

  it('is reported when it is not needed, rule by rule', async () => {
    assert.deepEqual(await told('# kafka-lint-disable-next-line acks-weak, wrong-type -- old\nacks=1\n'), {
      problems: [],
      unused: [['wrong-type']],
    });
    assert.deepEqual(await told('# kafka-lint-disable\nacks=all\n'), { problems: [], unused: [[]] });
  });

  it('is not called unneeded where its rule did not run', async () => {
    const { unusedSuppressions } = await lint('# kafka: producer\n# kafka-lint-disable acks-weak\nacks=all\n', {
      disabledRules: ['acks-weak'],
    });
    assert.deepEqual(unusedSuppressions, []);
  });

  it('is a comment like any other when it is only talked about', async () => {
    assert.deepEqual(await told('# see kafka-lint-disable acks-weak\n# kafka-lint-disabled acks-weak\nacks=1\n'), {
      problems: ['acks-weak'],
      unused: [],
    });
  });
});
