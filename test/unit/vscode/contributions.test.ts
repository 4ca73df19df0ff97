import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { commands, contextKeys, panels, settings, viewContainer, views } from '../../../src/vscode/contributions.ts';
import { ruleNames } from '../../steps/ruleSettings.ts';
import { wakingLanguages } from '../../../src/vscode/lint/languages.ts';
import { environments, mechanisms } from '../../../src/clusters/definition.ts';

const root = path.join(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const { contributes } = manifest;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly MenuItem[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly propertyNames?: unknown;
            readonly items?: { readonly properties?: Readonly<Record<string, unknown>> };
          }
        >
      >;
    };
  };
}
interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();
const ours = /kafkaTroubleshooter(?:\.\w+)+/g;

/** Names of ours that a when clause asks for. */
const asked = (when: string | undefined): readonly string[] => when?.match(ours) ?? [];

describe('package.json and contributions.ts name the same things:', () => {
  it('commands', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(commands)));
  });

  it('views and their container', () => {
    assert.deepEqual(Object.keys(contributes.views), [viewContainer]);
    assert.deepEqual(sorted(contributes.views[viewContainer]?.map(({ id }) => id) ?? []), sorted(Object.values(views)));
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [viewContainer],
    );
  });

  it('settings', () => {
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(settings)));
  });

  it('panels that come back after a reload', () => {
    const restored = manifest.activationEvents
      .filter(event => event.startsWith('onWebviewPanel:'))
      .map(event => event.slice('onWebviewPanel:'.length));
    assert.deepEqual(sorted(restored), sorted(Object.values(panels)));
  });

  it('languages that wake the extension up, so that their files can be checked', () => {
    const woken = manifest.activationEvents
      .filter(event => event.startsWith('onLanguage:'))
      .map(event => event.slice('onLanguage:'.length));
    assert.deepEqual(sorted(woken), sorted(wakingLanguages));
  });

  it('lint rules that settings may switch (node test/steps/ruleSettings.ts writes them)', () => {
    assert.deepEqual(contributes.configuration.properties[settings.lintRules]?.propertyNames, ruleNames());
  });

  it('what a cluster may say', () => {
    const text = JSON.stringify(contributes.configuration.properties[settings.clusters]);
    assert.ok(text.includes(JSON.stringify(environments)), 'environments');
    assert.ok(text.includes(JSON.stringify(mechanisms)), 'mechanisms');
  });
});

describe('package.json', () => {
  it('has every command under "Kafka" in the palette', () => {
    assert.deepEqual(
      contributes.commands.filter(({ category }) => category !== 'Kafka'),
      [],
    );
  });

  it('puts only declared commands into menus, key bindings and welcome texts', () => {
    const declared = new Set<string>(Object.values(commands));
    const used = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome.flatMap(({ contents }) =>
        [...contents.matchAll(/\(command:(kafkaTroubleshooter\.\w+)/g)].map(([, command = '']) => ({ command })),
      ),
    ].map(({ command }) => command);
    assert.ok(used.length > 20);
    assert.deepEqual(
      used.filter(command => !declared.has(command)),
      [],
    );
  });

  it('asks in when clauses only for keys that somebody sets', () => {
    const known = new Set<string>([...Object.values(contextKeys), ...Object.values(views)]);
    const whens = [...Object.values(contributes.menus).flat(), ...contributes.keybindings, ...contributes.viewsWelcome].map(
      ({ when }) => when,
    );
    const names = [...whens, ...contributes.commands.map(({ enablement }) => enablement)].flatMap(asked);
    assert.ok(names.length > 20);
    assert.deepEqual(sorted(new Set(names.filter(name => !known.has(name)))), []);
  });

  it('lets an untrusted workspace say nothing about clusters', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.ok(restrictedConfigurations.includes(settings.clusters));
  });

  it('has no place for a secret in the settings', () => {
    const words = JSON.stringify(Object.keys(flattenKeys(contributes.configuration.properties)));
    assert.doesNotMatch(words, /"(password|passphrase|secret|token|key)"/i);
  });

  it('names only files that are there', () => {
    const media = new Set(readdirSync(path.join(root, 'media')).map(file => `media/${file}`));
    const icons = contributes.viewsContainers.activitybar.map(({ icon }) => icon);
    assert.deepEqual(
      icons.filter(icon => !media.has(icon)),
      [],
    );
  });
});

/** All property names, at any depth. */
function flattenKeys(value: unknown, found: Record<string, true> = {}): Record<string, true> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    found[key] = true;
    flattenKeys(inner, found);
  }
  return found;
}
