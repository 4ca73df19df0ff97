import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { insides } from './insides.ts';

/** Files that this extension host has loaded; one list for the extension and its tests. */
const loaded = (): readonly string[] => Object.keys(createRequire(__filename).cache);
const has = (bundle: string): boolean => loaded().some(file => file.endsWith(`/dist/${bundle}.cjs`));

describe('the first thing that runs', () => {
  it('leaves the linter unread while no open file speaks of Kafka', async () => {
    await insides();
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'jobs:\n  build:\n    retries: 3\n' });
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(2, 6));
    assert.ok(!has('onFirstConfigFile'), 'most YAML files are nobody’s client');

    const client = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'spring.kafka.consumer.group-id: billing\n' });
    await vscode.commands.executeCommand('vscode.executeHoverProvider', client.uri, new vscode.Position(0, 30));
    assert.ok(has('onFirstConfigFile'), 'it is read now');
  });

  it('registers only: what talks to Kafka is loaded when a cluster is opened', async () => {
    const { parts } = await insides();
    assert.ok(has('extension'), 'the list of loaded files is the extension’s');
    assert.ok(!has('onFirstConnection'), 'nothing of kafkajs is loaded by activation');

    await parts.clusters.open('demo');
    assert.ok(has('onFirstConnection'), 'it is loaded now');
  });
});
