import { isLocalOnly } from '../bootstrap.ts';
import { defineRule } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';

/** Made for finding a fault: `all` and `msg` write many lines for every message, and `protocol` one for every request. */
const noisy = /^(all|msg|protocol|broker|fetch|queue|interceptor)$/;

export const debugLoggingOn = defineRule({
  id: 'debug-logging-on',
  title: 'Debug log left on',
  severity: 'information',
  libraries: ['librdkafka'],
  *check(config) {
    const debug = config.entry('debug');
    if (!debug || debug.placeholder || !config.entries.includes(debug) || isLocalOnly(config)) return;
    const contexts = debug.value.split(',').map(context => context.trim());
    const loud = contexts.find(context => noisy.test(context));
    if (loud === undefined) return;
    yield { range: debug.valueRange, figures: { context: loud }, fixes: [removeEntry(debug)] };
  },
});
