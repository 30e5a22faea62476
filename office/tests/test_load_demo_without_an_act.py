import pytest
from django.core.management import CommandError, call_command

from pardons.models import ClemencyAct
from sources.models import CountClaim


@pytest.mark.django_db
def test_an_act_can_be_left_out_with_the_claims_about_it():
    call_command("load_demo", "--without-act", "2024-12-09", verbosity=0)

    assert ClemencyAct.objects.count() == 30
    assert not ClemencyAct.objects.filter(key="2024-12-09").exists()
    left_out = {f"T{number}" for number in (122, 124, 125, 126, 127)}
    assert not CountClaim.objects.filter(key__in=left_out).exists()
    assert CountClaim.objects.count() == 192 - len(left_out)


@pytest.mark.django_db
def test_an_act_that_is_not_in_the_files_is_refused_before_anything_is_loaded():
    with pytest.raises(CommandError, match="No such act: 2030-01-01"):
        call_command("load_demo", "--without-act", "2030-01-01", verbosity=0)

    assert not CountClaim.objects.exists()
