// `node test/steps/ruleSettings.ts`: writes the lint rules into package.json, so that settings.json knows their ids.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../src/lint/rules/index.ts';
import { fileRules } from '../../src/lint/rules/fileRules.ts';
import { liveRules } from '../../src/lint/rules/liveRules.ts';
import { workspaceRules } from '../../src/lint/rules/workspaceRules.ts';

/** What may stand on the left side of the setting `kafkaTroubleshooter.lint.rules`: every rule, by name, with its title. */
export function ruleNames(): { readonly enum: readonly string[]; readonly enumDescriptions: readonly string[] } {
  const all = [...rules, ...fileRules, ...liveRules, ...workspaceRules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { enum: all.map(({ id }) => id), enumDescriptions: all.map(({ title }) => title) };
}

if (import.meta.main) {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    contributes: { configuration: { properties: Record<string, { propertyNames?: unknown }> } };
  };
  const setting = manifest.contributes.configuration.properties['kafkaTroubleshooter.lint.rules'];
  if (setting === undefined) throw new Error('package.json has no setting kafkaTroubleshooter.lint.rules.');
  setting.propertyNames = ruleNames();
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
