"""The person: what counts (sex, nationality, health) and what identifies (name, birth, summary)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("unknown")


class YesNo(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")


class Occupation(models.TextChoices):
    """Broad groups after HURIDOCS micro-thesaurus 10 (occupations), reduced to what lists use."""

    ACTIVIST = "activist", _("Political or civic activist")
    ARTIST = "artist", _("Artist, musician, writer, cultural worker")
    BUSINESS = "business", _("Business")
    CLERGY = "clergy", _("Clergy")
    DEFENDER = "human_rights_defender", _("Human rights defender")
    EDUCATION = "education", _("Teacher, scientist")
    HEALTH = "health", _("Health worker")
    IT = "it", _("IT specialist")
    JOURNALIST = "journalist", _("Journalist, media worker")
    LAWYER = "lawyer", _("Lawyer")
    MILITARY = "military", _("Military, police")
    OFFICIAL = "official", _("Public official")
    PENSIONER = "pensioner", _("Pensioner")
    POLITICIAN = "politician", _("Politician")
    STUDENT = "student", _("Student, pupil")
    TRADE_UNION = "trade_unionist", _("Trade unionist")
    WORKER = "worker", _("Worker, employee")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class Health(models.TextChoices):
    """Health flags that clemency announcements and appeals use."""

    DISABILITY = "disability", _("Disability")
    CHRONIC = "chronic_illness", _("Chronic illness")
    CANCER = "cancer", _("Cancer")
    MENTAL = "mental_illness", _("Mental illness")
    PREGNANT = "pregnancy", _("Pregnancy")
    ACUTE = "acute_condition", _("Acute condition, needs care now")
    OTHER = "other", _("Other")


class PrisonerFacts(Facts):
    """What counts about a person. Health flags are published with consent only (see sealed fields)."""

    Sex = Sex
    Occupation = Occupation
    Health = Health
    YesNo = YesNo

    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    nationalities = ArrayField(
        models.CharField(max_length=2),
        verbose_name=_("nationalities"),
        default=list,
        blank=True,
        help_text=_("ISO 3166-1 alpha-2."),
    )
    occupations = ArrayField(
        models.CharField(max_length=30, choices=Occupation),
        verbose_name=_("occupations"),
        default=list,
        blank=True,
    )
    health = ArrayField(
        models.CharField(max_length=30, choices=Health),
        verbose_name=_("health"),
        default=list,
        blank=True,
    )
    has_minor_children = models.CharField(
        _("has minor children"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )

    class Meta:
        abstract = True


class PrisonerTexts(Texts):
    """What identifies a person: shown only while the name is not withheld."""

    display_name = models.CharField(_("name in Latin script"), max_length=200, blank=True)
    born_on = PartialDateField(_("born on"))
    occupation_text = models.CharField(_("occupation in words"), max_length=300, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    health_text = models.TextField(_("health in words"), blank=True)
    summary = models.TextField(_("summary"), blank=True)
    status_note = models.CharField(
        _("status in words"), max_length=300, blank=True, help_text=_("As the last source puts it.")
    )
    letters_address = models.TextField(_("address for letters"), blank=True)
    disagreement = models.TextField(_("where sources disagree"), blank=True)
    born_on_days = days_of("born_on")

    class Meta:
        abstract = True


class NameTexts(Texts):
    """One form of a name: its text, script and language (HURIDOCS Who's Who: names)."""

    class Kind(models.TextChoices):
        MAIN = "main", _("Main name")
        NATIVE = "native", _("Name in own script")
        SPELLING = "spelling", _("Other spelling")
        ALIAS = "alias", _("Alias or pseudonym")
        BIRTH = "birth", _("Name at birth")
        FORMER = "former", _("Former name")

    text = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SPELLING)
    language = models.CharField(
        _("language"), max_length=16, blank=True, help_text=_("BCP 47 tag, for example be or ru.")
    )
    script = models.CharField(
        _("script"), max_length=4, blank=True, help_text=_("ISO 15924, for example Latn or Cyrl.")
    )

    class Meta:
        abstract = True


class RelationFacts(Facts):
    """A tie between two prisoners; `other` is linked only while both are public."""

    class Kind(models.TextChoices):
        CO_DEFENDANT = "co_defendant", _("Co-defendant")
        SPOUSE = "spouse", _("Spouse or partner")
        PARENT = "parent", _("Parent")
        CHILD = "child", _("Child")
        SIBLING = "sibling", _("Sibling")
        RELATIVE = "relative", _("Other relative")
        COLLEAGUE = "colleague", _("Colleague")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CO_DEFENDANT)

    class Meta:
        abstract = True


class ExternalIdTexts(Texts):
    """The person's number or address in another list."""

    scheme = models.CharField(_("list"), max_length=60)
    value = models.CharField(_("id or address there"), max_length=200)

    class Meta:
        abstract = True
