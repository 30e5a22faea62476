"""Public ids whose records became part of others, for those who keep ids of ours in lists of theirs."""

import csv

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from register.models import Redirect
from register.views.prisoner_data import answers_data


@require_safe
@answers_data
def merged_data(request, kind):
    """Each with the id to which it leads at the edition asked, and since which edition."""
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="merged.csv"'},
    )
    rows = csv.writer(response)
    rows.writerow(["public_id", "merged_into", "since_edition"])
    redirects = Redirect.objects.known(request.asked.known).order_by("public_id")
    rows.writerows(redirects.values_list("public_id", "into", "edition_from"))
    return response
