"""Texts to translate are found where people write them, and translations survive."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from whatmatters.foundation.nhsuk import catalogue


def test_texts_are_found_in_code_and_templates(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path / "package")
    folder = tmp_path / "package" / "part"
    (folder / "templates" / "part").mkdir(parents=True)
    (folder / "tests").mkdir()
    (folder / "code.py").write_text(
        'from x import gettext_lazy as _\na = _("In code")\nb = pgettext("door", "Close")\n'
    )
    (folder / "tests" / "test_x.py").write_text('_("In a test")')
    (folder / "templates" / "part" / "page.html").write_text(
        '{{ _("In a page") }}{% trans name=x %}\n  Hello\n  {{ name }}\n{% endtrans %}'
        "{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}{% do x %}"
    )
    found = {(message.id, message.context) for message in catalogue.texts_of([folder]) if message.id}
    assert found == {
        ("In code", None),
        ("Close", "door"),
        ("In a page", None),
        ("Hello %(name)s", None),
        (("%(count)s day", "%(count)s days"), None),
    }


def test_translations_are_kept_and_old_texts_go_only_when_all_were_gathered(tmp_path):
    file = tmp_path / "pl" / "LC_MESSAGES" / "django.po"
    first, second = Catalog(), Catalog()
    first.add("Yes", "")
    first.add("No", "")
    second.add("Yes", "")
    second.add("Perhaps", "")
    catalogue.bring_up_to_date(file, first, whole=True)
    file.write_text(file.read_text().replace('msgid "Yes"\nmsgstr ""', 'msgid "Yes"\nmsgstr "Tak"'))
    catalogue.bring_up_to_date(file, second, whole=False)
    assert _texts(file) == {"Yes": "Tak", "No": "", "Perhaps": ""}
    catalogue.bring_up_to_date(file, second, whole=True)
    assert _texts(file) == {"Yes": "Tak", "Perhaps": ""}
    before = file.read_text()
    catalogue.bring_up_to_date(file, second, whole=True)
    assert file.read_text() == before


def _texts(file):
    return {message.id: message.string for message in read_po(io.BytesIO(file.read_bytes()), locale="pl") if message.id}
