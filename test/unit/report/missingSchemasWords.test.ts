import assert from 'node:assert/strict';
import type { Failure } from '../../../src/model/failure.ts';
import { shortSchemaFailure, wordMissingSchemas } from '../../../src/report/missingSchemasWords.ts';

const broker = 'http://registry.example:8081';
const unknown: Failure = { kind: 'not-found', code: 'SCHEMA_NOT_FOUND', subject: 'schema id 19', broker };
const down: Failure = { kind: 'unreachable', code: 'REGISTRY_UNREACHABLE', subject: 'schema id 19', broker, detail: 'ECONNREFUSED' };

describe('Schemas that could not be had', () => {
  it('are told with how many records they concern, and what to do', () => {
    assert.equal(
      wordMissingSchemas({ failure: down, schemas: ['schema id 19'], records: 1_200 }),
      '1,200 records are not decoded: no connection to the schema registry http://registry.example:8081 (ECONNREFUSED). ' +
        'The host answers, but nothing listens on that port. Check the address of the schema registry, and VPN and proxy.',
    );
    assert.match(
      wordMissingSchemas({ failure: unknown, schemas: ['schema id 19'], records: 1 }),
      /^1 record is not decoded: schema id 19 is unknown to the registry \(404\)\. The schema registry http.* has no such schema/,
    );
  });

  it('are named, the first of them, where the registry does not know several', () => {
    const schemas = [19, 20, 21, 22, 23].map(id => `schema id ${id}`);
    assert.match(
      wordMissingSchemas({ failure: unknown, schemas, records: 9 }),
      /: the registry does not know schema id 19, schema id 20, schema id 21 and 2 more \(404\)\./,
    );
  });

  it('are told in a few words in a table’s cell', () => {
    assert.equal(shortSchemaFailure(unknown, 'schema id 19'), 'schema id 19 is unknown to the registry (404)');
    assert.equal(shortSchemaFailure(down, 'schema id 19'), 'schema id 19: no connection to the registry (ECONNREFUSED)');
    assert.equal(
      shortSchemaFailure({ kind: 'login-refused', code: 'REGISTRY_LOGIN_REFUSED', detail: 'Unauthorized' }, 'schema id 12'),
      'schema id 12: registry refused the login (401)',
    );
    assert.equal(
      shortSchemaFailure({ kind: 'tls', code: 'PASSPHRASE_NEEDED' }, 'schema id 12'),
      'schema id 12: the passphrase of the TLS key is missing',
    );
  });
});
