"""Printed copies: tagged PDF (PDF/UA-1) on A4, in ordinary or large print, in any script that we have letters for.

    pdf = render_pdf("overview/record/documents/folder.typ", data, title=title, language="pl", large_print=True)

Serves: folders, summaries, letters, factsheets. A template is a Typst file anywhere in the package; it begins with
`#import "/foundation/nhsuk/documents/kit.typ": *` and `#show: paper`, and finds what it was given in `data`. Refuses:
files outside the package, fonts of the machine, downloads, and to print a box where a letter should be (`NoGlyph`: the
caller offers the page instead, and says why).
"""

from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph, missing_glyphs
from whatmatters.foundation.nhsuk.documents.typesetting import DocumentFailed, render_pdf

__all__ = ["DocumentFailed", "NoGlyph", "missing_glyphs", "render_pdf"]
