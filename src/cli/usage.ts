/** What each command says of itself. */
export const usage = {
  lint: `Usage: kafka-troubleshooter lint PATH… [options]

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
`,

  diagnose: `Usage: kafka-troubleshooter diagnose --bootstrap-server HOST:PORT --group GROUP [options]

Tells why a consumer group receives nothing, lags, rebalances, loses or repeats records: the cause first, then its evidence,
what was not checked, and what was ruled out. Nothing is joined, committed or changed.

  --bootstrap-server HOST:PORT   The cluster; several servers by commas. Without it the file of --command-config names it.
  --command-config FILE          A client's file with the login, as for Kafka's own tools. Nothing of it is kept.
  --group GROUP                  The group.id.
  --window TIME                  How long to watch: 20s, 2m; 0s looks once (20s). Ctrl-C tells what is known by then.
  --file FILE                    The client's own file: what it says is compared with what runs.
  --format text|json|markdown    How to tell it (text). Progress goes to the standard error.
  --save FILE                    Write a redacted snapshot too: without keys, values, hosts and users. VS Code opens it with
                                 “Kafka: Open Diagnosis Snapshot…” and comes to the same verdict, without the cluster.
  --help

Exit code: 0 no fault found, 1 findings (errors or warnings), 2 called wrongly, or the group could not be asked, at least in part.
`,

  start: `Usage: kafka-troubleshooter start --bootstrap-server HOST:PORT --group GROUP [options]

Tells where a group starts to read in each partition, before it does: at its commit, or where auto.offset.reset puts it; what
is lost, skipped or read again. The group need not exist yet. Nothing is joined, committed or changed.

  --bootstrap-server HOST:PORT   The cluster; several servers by commas. Without it the file of --command-config names it.
  --command-config FILE          A client's file with the login, as for Kafka's own tools. Nothing of it is kept.
  --group GROUP                  The group.id.
  --topic TOPIC                  Only this topic, and for a new group the one that it is going to read. May be given several times.
  --auto-offset-reset POLICY     What the client says: earliest, latest, none or by_duration:PT1H. Without it and without a
                                 file, latest and earliest are told side by side.
  --file FILE                    The client's own file, which says it.
  --format text|json|markdown    How to tell it (text).
  --help

Exit code: 0 it goes on at its commits, or starts as a new group without leaving anything out; 1 something is lost, skipped or
read again, or the client stops with an error (where nobody says the policy, latest counts); 2 called wrongly, or not known.
`,
} as const;
