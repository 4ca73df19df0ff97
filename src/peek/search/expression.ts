import { type ASTNode, Environment, EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { exactly, type FilterBytes, longestUnescaped, orEscaped } from './bytes.ts';
import { type Matcher, Unmatchable } from './match.ts';
import { headerText, meaningOf, textOf } from './reading.ts';

/**
 * A condition in CEL (cel.dev), which can neither loop for ever nor reach anything but what it is given: `value` and `key` (JSON as
 * maps and lists, else text, null where there is none), `headers` (texts by name; of several the last), `topic`, `partition`,
 * `offset`, `timestamp`. Numbers of JSON are doubles, as CEL has it; integers beyond 2^53 stay exact.
 * @throws Unmatchable where it is no condition.
 */
export function expressionMatcher(text: string): Matcher {
  const { run, ast } = compiled(text);
  const reads = variablesIn(ast);
  return {
    bytes: certainBytes(ast),
    parts: (['key', 'value', 'headers'] as const).filter(part => reads.has(part)),
    passes: (record, decoding) => {
      const { topic, partition, offset, timestamp, headers } = record;
      const outcome = evaluated(run, {
        value: reads.has('value') ? meaningOf(textOf(record, 'value', decoding)) : null,
        key: reads.has('key') ? meaningOf(textOf(record, 'key', decoding)) : null,
        headers: reads.has('headers') ? new Map(headers.map(({ key, value }) => [key, headerText(value)])) : new Map(),
        topic,
        partition: BigInt(partition),
        offset,
        timestamp: new Date(timestamp),
      });
      if (typeof outcome !== 'boolean') throw new Unmatchable({ kind: 'not-a-condition', detail: typeof outcome });
      return outcome;
    },
  };
}

type Run = (context: Readonly<Record<string, unknown>>) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: false })
  .registerVariable('value', 'dyn')
  .registerVariable('key', 'dyn')
  .registerVariable('headers', 'map<string, dyn>')
  .registerVariable('topic', 'string')
  .registerVariable('partition', 'int')
  .registerVariable('offset', 'int')
  .registerVariable('timestamp', 'google.protobuf.Timestamp');

function compiled(text: string): { readonly run: Run; readonly ast: ASTNode } {
  try {
    const parsed = environment.parse(text);
    const { valid, type, error } = parsed.check();
    if (!valid) throw error ?? new Unmatchable({ kind: 'expression' });
    if (type !== 'bool' && type !== 'dyn') throw new Unmatchable({ kind: 'not-a-condition', detail: type ?? '' });
    return { run: parsed, ast: parsed.ast };
  } catch (error) {
    throw unmatchable(error);
  }
}

function evaluated(run: Run, context: Readonly<Record<string, unknown>>): unknown {
  try {
    return run(context);
  } catch (error) {
    throw unmatchable(error);
  }
}

/** The library's messages draw the expression; its summary is one line, and its range says where. */
function unmatchable(error: unknown): Unmatchable {
  if (error instanceof Unmatchable) return error;
  if (error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError) {
    return new Unmatchable({ kind: 'expression', detail: error.summary, ...(error.range ? { at: error.range.start } : {}) });
  }
  return new Unmatchable({ kind: 'expression', detail: error instanceof Error ? error.message : String(error) });
}

function variablesIn(ast: ASTNode): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(look);
    else if (isNode(node)) {
      if (node.op === 'id') found.add(node.args);
      else look(node.args);
    }
  };
  look(ast);
  return found;
}

/** Of `value.type == "OrderPlaced" && value.total > 100` no record without the text OrderPlaced can be true, whatever else it holds. */
function certainBytes(ast: ASTNode): FilterBytes | undefined {
  const certain = certainTexts(ast)
    .map(longestUnescaped)
    .reduce((best, text) => (text.length > best.length ? text : best), '');
  return certain.length < 2 ? undefined : orEscaped(exactly(certain));
}

function certainTexts(node: ASTNode): readonly string[] {
  if (node.op === '&&') return node.args.flatMap(certainTexts);
  if (node.op === '==') {
    const [left, right] = node.args;
    return isOfRecord(left) ? textIn(right) : isOfRecord(right) ? textIn(left) : [];
  }
  if (node.op !== 'rcall') return [];
  const [name, receiver, [argument]] = node.args;
  const holds = ['contains', 'startsWith', 'endsWith'].includes(name);
  return holds && argument && isOfRecord(receiver) ? textIn(argument) : [];
}

/** What stands in the record's bytes: value, value.a.b, key, headers["a"]. */
function isOfRecord(node: ASTNode): boolean {
  if (node.op === 'id') return node.args === 'value' || node.args === 'key' || node.args === 'headers';
  return (node.op === '.' || node.op === '[]') && isOfRecord(node.args[0]);
}

const textIn = (node: ASTNode): readonly string[] => (node.op === 'value' && typeof node.args === 'string' ? [node.args] : []);

const isNode = (thing: unknown): thing is ASTNode => typeof thing === 'object' && thing !== null && 'op' in thing && 'args' in thing;
