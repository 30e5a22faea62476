"""All reports, in the order of the index. Adding one here is all that its page needs."""

from reports.clemency_ledger import REPORT as CLEMENCY_LEDGER
from reports.deaths_in_custody import REPORT as DEATHS_IN_CUSTODY
from reports.held_over_time import REPORT as HELD_OVER_TIME
from reports.in_and_out import REPORT as IN_AND_OUT
from reports.silence import REPORT as SILENCE
from reports.situation_today import REPORT as SITUATION_TODAY

REPORTS = {
    report.slug: report
    for report in (
        SITUATION_TODAY,
        HELD_OVER_TIME,
        IN_AND_OUT,
        CLEMENCY_LEDGER,
        DEATHS_IN_CUSTODY,
        SILENCE,
    )
}
