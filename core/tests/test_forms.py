import pytest
from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from core.fields import PartialDateField
from core.forms import PartialDateFormField, PartialDateInput

pytestmark = pytest.mark.urls("core.tests.urls")


class BeginningForm(forms.Form):
    began_on = PartialDateFormField(required=False, help_text="As the source says it.")


def test_the_form_gives_edtf():
    form = BeginningForm({"began_on": " between 28 December 2020 and 3 January 2021 "})

    assert form.is_valid()
    assert form.cleaned_data == {"began_on": "[2020-12-28..2021-01-03]"}


def test_the_form_says_what_to_write_instead():
    form = BeginningForm({"began_on": "9/8/2020"})

    assert "2020-08-09 or 2020-09-08" in form.errors["began_on"][0]
    assert 'value="9/8/2020"' in str(form["began_on"])


def test_another_way_to_write_the_same_date_is_no_change():
    form = BeginningForm({"began_on": "August 2020"}, initial={"began_on": "2020-08"})

    assert not form.has_changed()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1-9 Aug 2020", "between 1 and 9 August 2020"),
        ("9.8.2020", "9 August 2020"),
        ("2020-08", "August 2020"),
        ("2020-08-09", None),
        ("9/8/2020", None),
        ("", None),
    ],
)
def test_a_form_that_comes_back_says_how_the_date_was_understood(typed, words):
    html = str(BeginningForm({"began_on": typed})["began_on"])

    assert ("understood as:" in html.replace('data-label="understood as:"', "")) == bool(words)
    assert words is None or words in html


def test_the_input_is_described_by_help_errors_and_understanding():
    html = str(BeginningForm({"began_on": "9/8/2020"})["began_on"])

    described = "id_began_on_helptext id_began_on_error id_began_on_understood"
    assert f'aria-describedby="{described}"' in html
    assert 'id="id_began_on_understood"' in html
    assert 'data-read-url="/core/read-date/"' in html


@pytest.mark.urls("config.wsgi")
def test_a_site_without_the_staffs_pages_shows_the_input_all_the_same(settings):
    settings.ROOT_URLCONF = type("urls", (), {"urlpatterns": []})

    assert "data-read-url" not in str(BeginningForm()["began_on"])


def test_the_admins_look_is_kept():
    field = PartialDateField().formfield(widget=AdminTextInputWidget(attrs={"size": 20}))

    assert type(field) is PartialDateFormField
    assert type(field.widget) is PartialDateInput
    assert field.widget.attrs == {"class": "vTextField", "size": 20}
    assert "maxlength" not in field.widget.render("began_on", "")
