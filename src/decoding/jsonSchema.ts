import { Validator, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import { mostPatternSteps, patternSteps } from '../model/patternCost.ts';
import type { SchemaText } from './schemas.ts';

export interface JsonSchemaCheck {
  /** The schema's title or $id, where it has one. */
  readonly name?: string;
  /** Where a JSON text does not fit: the deepest place as a JSON pointer, empty at the top. Undefined: it fits. */
  readonly check: (json: string) => JsonViolation | undefined;
}

export interface JsonViolation {
  readonly where: string;
  /** A sentence of the validator. */
  readonly problem: string;
  /** So many other places do not fit either. */
  readonly more: number;
}

/** Made once a schema. A fault is a clause: "it is no JSON". */
export function jsonSchemaCheck(schema: SchemaText): JsonSchemaCheck | { readonly fault: string } {
  let check = checks.get(schema);
  if (!check) checks.set(schema, (check = makeCheck(schema)));
  return check;
}

const checks = new WeakMap<SchemaText, JsonSchemaCheck | { readonly fault: string }>();

function makeCheck(text: SchemaText): JsonSchemaCheck | { readonly fault: string } {
  let schema: Schema | boolean;
  try {
    schema = withoutSlowPatterns(JSON.parse(text.schema) as unknown) as Schema | boolean;
  } catch {
    return { fault: 'it is no JSON' };
  }
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || Array.isArray(schema)))
    return { fault: 'it is neither an object nor true or false' };
  const { title, $id, $schema } = typeof schema === 'object' ? schema : {};
  try {
    const validator = new Validator(schema, draftOf($schema), false);
    addReferences(validator, text, new Set());
    const name = typeof title === 'string' ? title : $id;
    return { ...(name === undefined ? {} : { name }), check: json => violation(validator, json) };
  } catch (thrown) {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function addReferences(validator: Validator, { references }: SchemaText, added: Set<string>): void {
  for (const { name, schema } of references) {
    if (added.has(name)) continue;
    added.add(name);
    addReferences(validator, schema, added);
    validator.addSchema(withoutSlowPatterns(JSON.parse(schema.schema) as unknown) as Schema, name);
  }
}

function violation(validator: Validator, json: string): JsonViolation | undefined {
  try {
    const { valid, errors } = validator.validate(JSON.parse(json) as unknown);
    if (valid) return undefined;
    // The outer keywords say that something inside does not fit, the innermost what.
    const innermost = errors.filter(({ error }) => !/does not match (?:schema|items schema|any|all|exactly|additional)/i.test(error));
    const [deepest] = [...(innermost.length > 0 ? innermost : errors)].sort(
      (a, b) => b.instanceLocation.length - a.instanceLocation.length,
    );
    const places = new Set(innermost.map(({ instanceLocation }) => instanceLocation));
    return {
      where: deepest?.instanceLocation.replace(/^#/, '') ?? '',
      problem: deepest?.error.replace(/\.$/, '') ?? 'it does not fit',
      more: Math.max(0, places.size - 1),
    };
  } catch (thrown) {
    return { where: '', problem: thrown instanceof Error ? thrown.message : String(thrown), more: 0 };
  }
}

/**
 * A pattern that repeats what repeats, (a+)+, may take longer than the universe on thirty characters. Such patterns are not
 * checked: the record is somebody's data, and the thread is everybody's.
 */
function withoutSlowPatterns(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutSlowPatterns);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === 'pattern' && typeof value === 'string' && isSlow(value)))
      .map(([key, value]: [string, unknown]) => [
        key,
        key === 'patternProperties' && typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value).flatMap(([pattern, inner]) => (isSlow(pattern) ? [] : [[pattern, withoutSlowPatterns(inner)]])),
            )
          : withoutSlowPatterns(value),
      ]),
  );
}

/** On a text of usual length. */
const isSlow = (pattern: string): boolean => patternSteps(pattern, 200) > mostPatternSteps;

function draftOf(named: unknown): SchemaDraft {
  const found = typeof named === 'string' ? /draft-0?(4|7)\b|(2019-09|2020-12)/.exec(named) : null;
  return (found?.[1] ?? found?.[2] ?? '7') as SchemaDraft;
}
