"""All reports, in the order of the index. Adding one here is all that its page needs."""

from reports.explore import REPORT as EXPLORE
from reports.measures.balance_sheet import REPORT as BALANCE_SHEET
from reports.measures.charges import REPORT as CHARGES
from reports.measures.claims import REPORT as CLAIMS
from reports.measures.clemency_ledger import REPORT as CLEMENCY_LEDGER
from reports.measures.completeness import REPORT as COMPLETENESS
from reports.measures.conditions import REPORT as CONDITIONS
from reports.measures.corrections import REPORT as CORRECTIONS
from reports.measures.courts_and_officials import REPORT as COURTS_AND_OFFICIALS
from reports.measures.deaths_in_custody import REPORT as DEATHS_IN_CUSTODY
from reports.measures.expected_releases import REPORT as EXPECTED_RELEASES
from reports.measures.facilities import REPORT as FACILITIES
from reports.measures.held_over_time import REPORT as HELD_OVER_TIME
from reports.measures.in_and_out import REPORT as IN_AND_OUT
from reports.measures.recognition import REPORT as RECOGNITION
from reports.measures.sentences import REPORT as SENTENCES
from reports.measures.silence import REPORT as SILENCE
from reports.measures.situation_today import REPORT as SITUATION_TODAY
from reports.measures.who_they_are import REPORT as WHO_THEY_ARE
from reports.report import Subject

REPORTS = {
    report.slug: report
    for report in (
        SITUATION_TODAY,
        HELD_OVER_TIME,
        IN_AND_OUT,
        BALANCE_SHEET,
        WHO_THEY_ARE,
        FACILITIES,
        CONDITIONS,
        RECOGNITION,
        DEATHS_IN_CUSTODY,
        SILENCE,
        CHARGES,
        SENTENCES,
        COURTS_AND_OFFICIALS,
        EXPECTED_RELEASES,
        CLEMENCY_LEDGER,
        CLAIMS,
        CORRECTIONS,
        COMPLETENESS,
        EXPLORE,
    )
}


def by_subject():
    """[(subject, its reports)] in the order of the index."""
    return [
        (subject, [report for report in REPORTS.values() if report.subject == subject])
        for subject in Subject
        if any(report.subject == subject for report in REPORTS.values())
    ]
