export const usage = `Usage: kafka-troubleshooter lint PATH… [options]

Checks Kafka clients' configuration files: .properties, Spring's application files, YAML, JSON, .conf, .ini, .env. Files are
recognised by what they contain; those that are no Kafka client's are passed over. Folders are searched, without what
.gitignore leaves out. - reads one file from the standard input. Nothing is changed, and no cluster is asked.

  --format text|json|sarif   How to tell it (text).
  --min-severity SEVERITY    Tell only problems of at least this severity, and let any of them fail the run: hint,
                             information, warning or error. Without it all are told, and warnings and errors fail.
  --client "WORDS"           What reads the files, where they do not tell: role, library and version, as in the comment
                             "# kafka: consumer java 3.9". A comment in the file goes first.
  --rule ID=SEVERITY         Another severity for a rule, or off. May be given several times.
  --stdin-name NAME          The name of the file that comes from the standard input; its ending tells the notation.
  --help, --version

Exit code: 0 nothing found, 1 problems found, 2 called wrongly or something could not be checked.
`;
