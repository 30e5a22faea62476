"""Fields that are said in one breath: “end of detention: unknown → August 2024, pardon”."""

from django.utils.translation import gettext_lazy as _

from prisoners.models import Detention, SentencePart
from sources.history import say_together

say_together(Detention, _("end of detention"), "ended_on", "end_reason", "release_terms")
say_together(SentencePart, _("amount"), "amount", "currency")
