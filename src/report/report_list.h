/* MLN_REPORT(NAME, name, "id", "what it is for"): the output formats.
 *
 * Each is one file, report_<name>.c, with mln_report_<name>(). */
MLN_REPORT(TEXT, text, "text", "for people: findings by file, with the code")
MLN_REPORT(JSON, json, "json", "everything the run knows; its schema is merlon.schema.json")
MLN_REPORT(SARIF, sarif, "sarif", "SARIF 2.1.0, for code scanning")
