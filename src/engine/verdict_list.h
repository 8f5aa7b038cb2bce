/* MLN_VERDICT(NAME, "id", "text"): what a rule can have to say of a line, the most telling first.
 */
MLN_VERDICT(FOUND, "found", "finds it")
MLN_VERDICT(LEADS, "leads", "has a source here whose value it finds on another line")
MLN_VERDICT(STOPPED, "stopped", "would find it, but something makes the value harmless")
MLN_VERDICT(SINK, "sink", "has a sink here that nothing reaches")
MLN_VERDICT(SOURCE, "source", "has a source here that reaches nothing")
MLN_VERDICT(HELD, "held", "looks at the call here, and it is as it should be")
MLN_VERDICT(ELSEWHERE, "elsewhere", "speaks of other lines of the file alone")
MLN_VERDICT(SILENT, "silent", "matches nothing in the file")
MLN_VERDICT(ABSENT, "absent", "looks for what is not in the file")
MLN_VERDICT(EXCLUDED, "excluded", "does not look at this path")
MLN_VERDICT(OFF, "off", "needs the flow of values, which is off")
