import type { Failure } from '../model/failure.ts';
import { formatCount } from '../model/figures.ts';
import { lower } from './failureTemplate.ts';
import { describeFailure } from './failureWords.ts';

/** "12 records are not decoded: no connection to the schema registry http://localhost:8081 (ECONNREFUSED). …" */
export function wordMissingSchemas(missing: {
  readonly failure: Failure;
  readonly schemas: readonly string[];
  readonly records: number;
}): string {
  const { failure, schemas, records } = missing;
  const concerned = records === 1 ? '1 record is not decoded' : `${formatCount(records)} records are not decoded`;
  const { what, why, next } = describeFailure(failure);
  if (failure.code === 'SCHEMA_NOT_FOUND' && schemas.length > 1)
    return `${concerned}: the registry does not know ${listed(schemas)} (404). ${why} ${next}`;
  return `${concerned}: ${lower(what)}. ${why} ${next}`;
}

/** For a table's cell, which shows some words: "schema id 12: registry refused the login (401)". */
export function shortSchemaFailure(failure: Failure, schema: string): string {
  const { code = '', detail } = failure;
  const words = clauses[code];
  if (words === undefined)
    return code === 'SCHEMA_NOT_FOUND' ? describeFailure(failure).what : `${schema}: ${lower(describeFailure(failure).what)}`;
  return `${schema}: ${words}${detail !== undefined && tellsMore.has(code) ? ` (${detail})` : ''}`;
}

const clauses: Readonly<Record<string, string>> = {
  REGISTRY_SECRET_NEEDED: 'registry password is missing',
  REGISTRY_WANTS_LOGIN: 'registry wants a login (401)',
  REGISTRY_LOGIN_REFUSED: 'registry refused the login (401)',
  REGISTRY_FORBIDDEN: 'forbidden by the registry (403)',
  REGISTRY_UNREACHABLE: 'no connection to the registry',
  REGISTRY_SILENT: 'registry did not answer in time',
  REGISTRY_NOT_TRUSTED: 'no trusted connection to the registry',
  REGISTRY_ELSEWHERE: 'registry sends us elsewhere',
  REGISTRY_PATH_NOT_FOUND: 'no registry at its address',
  REGISTRY_BROKEN_ANSWER: 'no registry at its address',
  REGISTRY_FAILED: 'registry could not answer',
  REGISTRY_KNOWS_NO_GUIDS: 'registry finds no GUIDs',
};

/** Whose detail is a word or two. */
const tellsMore: ReadonlySet<string> = new Set(['REGISTRY_UNREACHABLE', 'REGISTRY_NOT_TRUSTED', 'REGISTRY_FAILED']);

/** "schema id 19, schema id 20 and 4 more" */
function listed(schemas: readonly string[]): string {
  const rest = schemas.length - mostNamed;
  return rest > 0 ? `${schemas.slice(0, mostNamed).join(', ')} and ${formatCount(rest)} more` : schemas.join(', ');
}

const mostNamed = 3;
