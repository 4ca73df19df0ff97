import type { Problem, ProblemSeverity, TextRange } from '../model/problem.ts';
import { placesOf } from '../model/textPlaces.ts';
import { locator, toldProblems, wordsWithout, type LintedFile, type LintReport, type ReportedRule } from './lintReport.ts';

/**
 * The report as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. Paths are relative to where the command ran,
 * columns count UTF-16 code units, and no region carries a snippet: it could show a password.
 */
export function lintSarif(report: LintReport, tool: { readonly version: string; readonly rules: readonly ReportedRule[] }): string {
  const indexes = new Map(tool.rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Kafka Troubleshooter', semanticVersion: tool.version, rules: tool.rules.map(described) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            toolExecutionNotifications: report.failures.map(({ path, why }) => ({
              level: 'error',
              message: { text: `${path} was not checked: ${why}` },
              locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path) } } }],
            })),
          },
        ],
        results: report.files.flatMap(file => resultsOf(file, report, indexes)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const described = ({ id, title, severity, page }: ReportedRule) => ({
  id,
  name: id.replaceAll(/(^|-)([a-z0-9])/g, (_, _dash: string, letter: string) => letter.toUpperCase()),
  shortDescription: { text: title },
  fullDescription: { text: firstParagraph(page) ?? title },
  help: { text: page, markdown: page },
  defaultConfiguration: { level: levels[severity] },
  properties: { tags: ['kafka', 'configuration'] },
});

/** What stands between a page's heading and the next one. */
const firstParagraph = (page: string): string | undefined => /^# .*\n+([^#\s][\s\S]*?)(\n\n|$)/.exec(page)?.[1]?.replaceAll(/\s+/g, ' ');

function resultsOf(file: LintedFile, report: LintReport, indexes: ReadonlyMap<string, number>) {
  const place = placesOf(file.text);
  const words = wordsWithout(file.secrets);
  const artifactLocation = { uri: uriOf(file.path) };
  const region = ({ start, end }: TextRange) => {
    const [first, last] = [place(start), place(end)];
    return {
      ...{ startLine: first.line, startColumn: first.column, endLine: last.line, endColumn: last.column },
      ...{ charOffset: start, charLength: end - start },
    };
  };
  const locate = locator(file, report);
  const elsewhere = (range: TextRange) => {
    const { path, start, end } = locate(range);
    return {
      artifactLocation: { uri: uriOf(path) },
      ...(start && end && { region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column } }),
    };
  };
  const seen = new Map<string, number>();
  return toldProblems(file, report).map(problem => ({
    ruleId: problem.ruleId,
    ruleIndex: indexes.get(problem.ruleId) ?? -1,
    level: levels[problem.severity],
    message: { text: words.message(problem) },
    locations: [{ physicalLocation: { artifactLocation, region: region(problem.range) } }],
    relatedLocations: problem.related.map((related, id) => ({
      id,
      physicalLocation: elsewhere(related.range),
      message: { text: words.related(related) },
    })),
    partialFingerprints: { 'kafkaLint/v1': fingerprint(problem, file, words.message(problem), seen) },
    fixes: words.fixes(problem).map(fix => ({
      description: { text: words.title(fix) },
      artifactChanges: [
        {
          artifactLocation,
          replacements: fix.edits.map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
        },
      ],
    })),
  }));
}

/**
 * What stays the same when lines are added above: rule, words and how often they occurred before. Two hosts' runs of the
 * same file tell the same problem apart from a new one by it.
 */
function fingerprint({ ruleId }: Problem, { path }: LintedFile, message: string, seen: Map<string, number>): string {
  const subject = `${ruleId} ${path} ${message}`;
  const nth = seen.get(subject) ?? 0;
  seen.set(subject, nth + 1);
  return `${hash(subject)}:${nth + 1}`;
}

/** 64 bits of FNV-1a over UTF-16 code units: short, the same everywhere, and nobody's secret rests on it. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return value.toString(16).padStart(16, '0');
}

const levels: Readonly<Record<ProblemSeverity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** A path as a URI reference, relative unless it is absolute: blanks and signs that mean something in URIs are escaped, slashes are not. */
function uriOf(path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${path.slice(0, 2)}${escaped.slice('C%3A'.length)}`;
  return path.startsWith('/') ? `file://${escaped}` : escaped;
}
