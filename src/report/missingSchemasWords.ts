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

/** "schema id 19, schema id 20 and 4 more" */
function listed(schemas: readonly string[]): string {
  const rest = schemas.length - mostNamed;
  return rest > 0 ? `${schemas.slice(0, mostNamed).join(', ')} and ${formatCount(rest)} more` : schemas.join(', ');
}

const mostNamed = 3;
