"""Whoever makes pages looks at the parts that they are made of."""

from .screens import on_screens


@on_screens()
def test_the_gallery_has_no_barriers(page, axe):
    page.goto("/gallery/")
    assert page.locator("h1").count() == 1
    axe(page)
