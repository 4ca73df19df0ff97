import { defineRule, producing } from '../defineRule.ts';
import { comparedWith, removeEntry } from '../fixes.ts';

/** A record larger than the whole buffer is refused (RecordTooLargeException), whatever max.request.size allows; smaller ones block send(). */
export const bufferBelowRequestSize = defineRule({
  id: 'buffer-below-request-size',
  title: 'Producer buffer is smaller than a record may be',
  severity: 'warning',
  libraries: ['java'],
  roles: producing,
  *check(config) {
    const [buffer, request] = [config.number('bufferMemory'), config.number('maxRequestSize')];
    // A megabyte of 1,000,000 bytes against one of 1,048,576 is no fault.
    if (!buffer?.entry || !request || buffer.value <= 0 || buffer.value * 2 > request.value) return;
    yield {
      range: buffer.entry.valueRange,
      figures: { bufferBytes: buffer.value, requestBytes: request.value },
      related: comparedWith(request.entry),
      fixes: [removeEntry(buffer.entry)],
    };
  },
});
