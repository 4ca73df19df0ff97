import { defineRule, producing } from '../defineRule.ts';

/** One name, one producer: a second instance that reads the same file fences the first (ProducerFencedException). */
export const transactionalIdFixed = defineRule({
  id: 'transactional-id-fixed',
  title: 'Transactional id that every instance shares',
  severity: 'hint',
  roles: producing,
  *check(config) {
    const id = config.written('transactionalId');
    if (!id || id.placeholder || id.value === '') return;
    yield { range: id.valueRange, figures: { transactionalId: id.value } };
  },
});
