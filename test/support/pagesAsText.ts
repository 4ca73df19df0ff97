// Pages of rules (src/*/rules/*.md) are bundled as text; where tests run sources as they are, Node loads them as text, too.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  load: (url, context, next) =>
    url.endsWith('.md')
      ? { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(readFileSync(new URL(url), 'utf8'))};` }
      : next(url, context),
});
